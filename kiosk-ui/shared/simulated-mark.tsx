import type { CaptureNature } from '../../src/domain/provenance.ts';
import { WORDS } from './words.ts';

/** Says 模拟数据 or 回放数据 wherever a value did not come from a living device; nothing for `live`. */
export function SimulatedMark({ nature }: { readonly nature: CaptureNature }) {
  return nature === 'live' ? null : <span class="simulated-mark">{WORDS.nature[nature]}</span>;
}
