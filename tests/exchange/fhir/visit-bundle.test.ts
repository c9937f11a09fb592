import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import { sha1Base64 } from '../../../src/exchange/fhir/media.ts';
import type { Bundle, Observation, Resource } from '../../../src/exchange/fhir/schema.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../../src/exchange/validate-bundle.ts';
import { anExchange, aVisit, provenance, RESIDENT, STATION } from '../support/a-visit.ts';

const over = (bundle: Bundle): Bundle => JSON.parse(canonicalJson(bundle)) as Bundle;
const ofType = <T extends Resource['resourceType']>(bundle: Bundle, type: T) =>
  bundle.entry
    .map(({ resource }) => resource)
    .filter((resource): resource is Extract<Resource, { resourceType: T }> => resource.resourceType === type);

describe('a visit as a FHIR Bundle', () => {
  it('comes back whole', () => {
    const bundle = over(visitToBundle(anExchange()));
    expect(validateBundle(bundle)).toEqual({ ok: true, bundle });
    expect(bundleToVisit(bundle)).toEqual({ visit: aVisit(), resident: RESIDENT, station: STATION });
  });

  it('comes back whole when little was measured and nothing could be decided', () => {
    const bare = {
      operatorId: null,
      captures: [],
      sheet: null,
      constitution: null,
      findings: { tongue: null, underside: null, face: null, pulse: {} },
    };
    const resident = {
      ...RESIDENT,
      document: { type: 'none', number: null, unverified: true },
      phone: null,
      address: null,
    } as const;
    const bundle = over(visitToBundle({ ...anExchange(bare), resident }));
    expect(validateBundle(bundle).ok).toBe(true);
    expect(bundleToVisit(bundle)).toEqual({ visit: aVisit(bare), resident, station: STATION });
  });

  it('keeps a result that names no constitution as an absent value', () => {
    const { constitution } = aVisit();
    if (constitution === null) throw new Error('the fixture has a result');
    const undecided = {
      ...constitution,
      conclusion: { ...constitution.conclusion, primary: null, tied: ['balanced'] as const },
    };
    const bundle = over(visitToBundle(anExchange({ constitution: undecided })));
    expect(bundleToVisit(bundle).visit.constitution).toEqual(undecided);
    expect(panelOf(bundle).valueCodeableConcept).toBeUndefined();
    expect(panelOf(bundle).dataAbsentReason).toBeDefined();
  });

  it('is the same to the byte on every attempt', () => {
    expect(canonicalJson(visitToBundle(anExchange()))).toBe(canonicalJson(visitToBundle(anExchange())));
  });

  it('creates only the Patient conditionally and puts the rest under its own ids', () => {
    const [patient, ...others] = visitToBundle(anExchange()).entry.map(({ request }) => request);
    expect(patient).toEqual({
      method: 'POST',
      url: 'Patient',
      ifNoneExist: 'identifier=urn:oid:2.16.156.10011.1.3|330106195203071240',
    });
    expect(new Set(others.map(({ method }) => method))).toEqual(new Set(['PUT']));
  });

  it('writes nine constitutions, each with score, verdict and the national code', () => {
    const panel = panelOf(visitToBundle(anExchange()));
    expect(panel.component).toHaveLength(9);
    expect(panel.component?.[4]).toMatchObject({
      code: { coding: [{ code: '05' }, { code: 'phlegm-dampness' }] },
      interpretation: [{ coding: [{ code: '1' }, { code: 'yes' }] }],
    });
  });

  it('never gives a rejected or skipped part a value', () => {
    const bundle = visitToBundle(anExchange());
    const absent = ofType(bundle, 'Observation').filter(({ dataAbsentReason }) => dataAbsentReason !== undefined);
    expect(absent).toHaveLength(3);
    for (const observation of absent)
      expect(Object.keys(observation).filter((key) => key.startsWith('value'))).toEqual([]);
  });

  it('marks simulated data on everything that stems from them, and leaves live data unmarked', () => {
    const simulated = visitToBundle(anExchange());
    expect(simulated.meta?.tag?.[0]?.code).toBe('simulated');
    for (const media of ofType(simulated, 'Media')) expect(media.meta?.tag?.[0]?.code).toBe('simulated');
    const captures = aVisit().captures.map((capture) => ({
      ...capture,
      provenance: provenance({ nature: 'live', instrument: null }),
    }));
    expect(canonicalJson(visitToBundle(anExchange({ captures })))).not.toContain('HTEST');
  });

  it('names the SHA-1 of the bytes that R4 asks for beside our SHA-256', () => {
    const id = aVisit().captures[0]?.id ?? '';
    const hash = sha1Base64(new TextEncoder().encode('bytes'));
    const bundle = visitToBundle({ ...anExchange(), captureSha1Base64: new Map([[id, hash]]) });
    expect(ofType(bundle, 'Media').map(({ content }) => content.hash)).toEqual([hash, undefined, undefined]);
  });

  it('refuses a visit that is not complete', () => {
    expect(() => visitToBundle(anExchange({ status: 'in-progress', completedAt: null }))).toThrow(
      expect.objectContaining({ code: 'exchange/visit-not-complete' }),
    );
  });
});

function panelOf(bundle: Bundle): Observation {
  const panel = ofType(bundle, 'Observation').find(({ code }) => code.coding?.[0]?.code === 'DE05.01.065.00');
  if (panel === undefined) throw new Error('no panel');
  return panel;
}
