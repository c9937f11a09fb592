import { Compile } from 'typebox/compile';
import type { BundleFault } from './fhir/bundle-fault.ts';
import { type Bundle, BundleSchema, ResourceSchema } from './fhir/schema.ts';
import { strictFaults } from './fhir/strict-faults.ts';

export type BundleCheck =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly faults: readonly BundleFault[] };

const bundleCheck = Compile(BundleSchema);
const resourceChecks = new Map(
  ResourceSchema.anyOf.map((schema) => [schema.properties.resourceType.const as string, Compile(schema)]),
);

/**
 * Checks a parsed transaction Bundle against our profile of FHIR R4 and against five faults that published validators let
 * pass: impossible dates, periods that end before they start, several value[x], unreadable SampledData, empty arrays.
 */
export function validateBundle(value: unknown): BundleCheck {
  const strict = strictFaults(value);
  if (!bundleCheck.Check(value)) return refused([...strict, ...shapeFaults(value)]);
  const faults = [...strict, ...integrityFaults(value)];
  return faults.length === 0 ? { ok: true, bundle: value } : refused(faults);
}

/** Enough to see what is wrong with a Bundle; a broken one may have thousands. */
const MAX_FAULTS = 50;

function refused(faults: readonly BundleFault[]): BundleCheck {
  const distinct = new Map(faults.map((fault) => [`${fault.rule} ${fault.path}`, fault]));
  return { ok: false, faults: [...distinct.values()].slice(0, MAX_FAULTS) };
}

/** A union answers only "none matched"; asking the entry's own resource type says what and where. */
function shapeFaults(value: unknown): readonly BundleFault[] {
  const entries = (value as { entry?: unknown } | null)?.entry;
  const faults = Array.isArray(entries) ? entries.flatMap((entry, index) => resourceFaults(entry, index)) : [];
  if (faults.length > 0) return faults;
  return [...bundleCheck.Errors(value)].map(({ instancePath }) => ({ rule: 'shape', path: instancePath }));
}

function resourceFaults(entry: unknown, index: number): readonly BundleFault[] {
  const resource = (entry as { resource?: { resourceType?: unknown } } | null)?.resource;
  const base = `/entry/${index}/resource`;
  const check = resourceChecks.get(String(resource?.resourceType));
  if (check === undefined) return [{ rule: 'shape', path: base }];
  if (check.Check(resource)) return [];
  return [...check.Errors(resource)].map((error) => ({ rule: 'shape', path: base + error.instancePath }));
}

const SINGLE = ['Patient', 'Organization', 'Encounter', 'Provenance'] as const;

function integrityFaults(bundle: Bundle): readonly BundleFault[] {
  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  const known = new Set(urls);
  const faults: BundleFault[] = SINGLE.filter(
    (type) => bundle.entry.filter(({ resource }) => resource.resourceType === type).length !== 1,
  ).map(() => ({ rule: 'missing-resource', path: '/entry' }));
  bundle.entry.forEach(({ fullUrl, resource, request }, index) => {
    const path = `/entry/${index}`;
    if (urls.indexOf(fullUrl) !== index) faults.push({ rule: 'duplicate-full-url', path: `${path}/fullUrl` });
    const expected = request.method === 'PUT' ? `${resource.resourceType}/${resource.id}` : resource.resourceType;
    const isConditional = request.method === 'PUT' || request.ifNoneExist !== undefined;
    if (request.url !== expected || !isConditional || fullUrl !== `urn:uuid:${resource.id}`) {
      faults.push({ rule: 'request-mismatch', path: `${path}/request` });
    }
    faults.push(...danglingReferences(resource, `${path}/resource`, known));
  });
  return faults;
}

function danglingReferences(value: unknown, path: string, known: ReadonlySet<string>): readonly BundleFault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}/${key}`;
    if (key !== 'reference' || typeof inner !== 'string') return danglingReferences(inner, here, known);
    return known.has(inner) ? [] : [{ rule: 'dangling-reference' as const, path: here }];
  });
}
