import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import type { Bundle, Observation } from '../../../src/exchange/fhir/schema.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../../src/exchange/validate-bundle.ts';
import { anExchange, DEVICE_MEASUREMENTS, MEASUREMENTS } from '../support/a-visit.ts';

const measurements = [...MEASUREMENTS, ...DEVICE_MEASUREMENTS];
const sent = (): Bundle => JSON.parse(canonicalJson(visitToBundle(anExchange({ measurements })))) as Bundle;

function observation(bundle: Bundle, loinc: string, status = 'final'): Observation {
  const found = bundle.entry
    .map(({ resource }) => resource)
    .find(
      (resource): resource is Observation =>
        resource.resourceType === 'Observation' &&
        resource.status === status &&
        resource.code.coding?.some(({ code }) => code === loinc) === true,
    );
  if (found === undefined) throw new Error(`no ${status} Observation ${loinc}`);
  return found;
}

describe('measurements as FHIR Observations', () => {
  it('come back whole, in their order, with device and operator', () => {
    const bundle = sent();
    expect(validateBundle(bundle)).toEqual({ ok: true, bundle });
    expect(bundleToVisit(bundle).visit.measurements).toEqual(measurements);
  });

  it('carry LOINC and UCUM', () => {
    const bundle = sent();
    expect(observation(bundle, '8302-2').valueQuantity).toMatchObject({ value: 156.5, code: 'cm' });
    expect(observation(bundle, '14770-2').valueQuantity).toMatchObject({ value: 5.6, code: 'mmol/L' });
    const codes = observation(bundle, '85354-9').component?.map(({ code }) => code.coding?.[0]?.code);
    expect(codes).toEqual(['8480-6', '8462-4', '8478-0', '8867-4']);
    expect(observation(bundle, '59408-5').component?.[1]?.valueQuantity).toMatchObject({ value: 3.4, code: '%' });
  });

  it('show a corrected value as entered in error, and the correction as such', () => {
    const bundle = sent();
    expect(observation(bundle, '29463-7', 'entered-in-error').valueQuantity?.value).toBe(154.2);
    expect(observation(bundle, '29463-7', 'corrected').valueQuantity?.value).toBe(54.2);
  });

  it('derive the body mass index from the corrected weight', () => {
    const index = observation(sent(), '39156-5');
    expect(index.valueQuantity).toMatchObject({ value: 22.1, code: 'kg/m2' });
    expect(index.derivedFrom).toHaveLength(2);
  });

  it('mark a whole visit as simulated when only a measurement was', () => {
    const bundle = visitToBundle(anExchange({ captures: [], measurements: DEVICE_MEASUREMENTS }));
    expect(bundle.meta?.tag?.[0]?.code).toBe('simulated');
  });

  it('are refused when a needed value is missing', () => {
    const bundle = sent();
    delete (observation(bundle, '8302-2') as { valueQuantity?: unknown }).valueQuantity;
    expect(() => bundleToVisit(bundle)).toThrow(expect.objectContaining({ code: 'exchange/bundle-unreadable' }));
  });
});
