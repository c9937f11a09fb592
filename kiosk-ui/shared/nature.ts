import type { CaptureNature } from '../../src/domain/provenance.ts';

/** The least real nature among several: one simulated part makes the whole simulated. */
export function leastReal(natures: readonly CaptureNature[]): CaptureNature {
  if (natures.includes('simulated')) return 'simulated';
  return natures.includes('replayed') ? 'replayed' : 'live';
}
