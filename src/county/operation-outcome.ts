import type { ApiError } from '../domain/station-api.ts';
import type { BundleFault } from '../exchange/fhir/bundle-fault.ts';
import { SYSTEMS } from '../exchange/fhir/systems.ts';

/** R4 OperationOutcome of a refusal: one issue per fault, each with its rule and place, never with a value. */
export function operationOutcome({ error }: ApiError): Readonly<Record<string, unknown>> {
  const faults = (error.context?.faults ?? []) as readonly BundleFault[];
  const issues = faults.length === 0 ? [{ rule: error.code, path: null }] : faults;
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ rule, path }) => ({
      severity: 'error',
      code: faults.length === 0 ? 'processing' : 'invariant',
      details: { coding: [{ system: SYSTEMS.code, code: rule }], text: error.message },
      ...(path === null || path === '' ? {} : { expression: [path] }),
    })),
  };
}
