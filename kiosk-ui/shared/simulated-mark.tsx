import type { CaptureNature } from '../../src/domain/provenance.ts';
import { WORDS } from './words.ts';

/** Says 模拟数据 or 回放数据 wherever a value did not come from a living device; nothing for `live`. */
export function SimulatedMark({ nature }: { readonly nature: CaptureNature }) {
  return nature === 'live' ? null : <span class="simulated-mark">{WORDS.nature[nature]}</span>;
}

/** The least real nature among several: one simulated part makes the whole simulated. */
export function leastReal(natures: readonly CaptureNature[]): CaptureNature {
  if (natures.includes('simulated')) return 'simulated';
  return natures.includes('replayed') ? 'replayed' : 'live';
}
