import type { CaptureNature } from '../../domain/provenance.ts';
import type { Visit } from '../../domain/visit.ts';
import { oneOf } from './elements.ts';
import type { Coding } from './schema.ts';
import { SYSTEMS } from './systems.ts';

interface Tagged {
  readonly meta?: { readonly tag?: readonly Coding[] | undefined } | undefined;
}

const NATURES: readonly CaptureNature[] = ['live', 'replayed', 'simulated'];

/**
 * `meta` that marks replayed and simulated data, so that no receiver can take them for a real person's. `HTEST` is HL7's
 * own code for test data (v3-ActReason). Live data carry no tag.
 */
export function natureMeta(nature: CaptureNature): { meta?: { tag: Coding[] } } {
  if (nature === 'live') return {};
  const own = { system: SYSTEMS.nature, code: nature };
  return { meta: { tag: [own, { system: SYSTEMS.actReason, code: 'HTEST', display: 'test health data' }] } };
}

export function natureOf(resource: Tagged): CaptureNature {
  const tag = resource.meta?.tag?.find(({ system }) => system === SYSTEMS.nature);
  return tag === undefined ? 'live' : oneOf(NATURES, tag.code, 'nature');
}

/** The least real of a visit's captures and measurements names the whole visit. */
export function natureOfVisit(visit: Visit): CaptureNature {
  const natures = [...visit.captures, ...visit.measurements].map(({ provenance }) => provenance.nature);
  if (natures.includes('simulated')) return 'simulated';
  return natures.includes('replayed') ? 'replayed' : 'live';
}
