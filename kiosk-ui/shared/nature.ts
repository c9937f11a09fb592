import type { CaptureNature } from '../../src/domain/provenance.ts';
import type { Visit } from '../../src/domain/visit.ts';

/** The least real nature among several: one simulated part makes the whole simulated. */
export function leastReal(natures: readonly CaptureNature[]): CaptureNature {
  if (natures.includes('simulated')) return 'simulated';
  return natures.includes('replayed') ? 'replayed' : 'live';
}

/** What a visit's values came from: one simulated capture or measurement makes the whole page say so. */
export function natureOf(visit: Visit): CaptureNature {
  return leastReal([...visit.captures, ...visit.measurements].map(({ provenance }) => provenance.nature));
}
