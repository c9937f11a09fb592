import type { PulseAdvice } from '../../domain/pulse-guidance.ts';
import type { Quality } from '../../domain/quality.ts';
import type { PulsePosition } from '../../domain/waveform.ts';

/** Contact this much below or above what was asked for: the wrist is not held, or pressed against the sensor by hand. */
const LOOSE_SHARE = 0.7;
const TIGHT_SHARE = 1.3;
/**
 * The sensor lies to one side of the artery's three positions when the pulse is strongest at one end and at the other end
 * below this share of it. Chosen well below what healthy wrists show between positions, so that a strong 寸 is no fault.
 */
const MISSING_SHARE = 0.25;

export interface AdviceFacts {
  readonly quality: Quality;
  readonly amplitudePa: Readonly<Record<PulsePosition, number | null>>;
  /** Mean static pressure of the touching positions, and what was asked for; null where unknown. */
  readonly contactPressurePa: number | null;
  readonly targetPressurePa: number | null;
}

/** One thing to do, the most urgent: contact before stillness before pressure before place. Pure. */
export function pulseAdvice({ quality, amplitudePa, contactPressurePa, targetPressurePa }: AdviceFacts): PulseAdvice {
  const { reasons } = quality;
  if (reasons.includes('no-contact')) return 'place-wrist';
  if (reasons.includes('motion')) return 'keep-still';
  const pressed = contactPressurePa === null || !targetPressurePa ? 1 : contactPressurePa / targetPressurePa;
  if (reasons.includes('saturated') || pressed > TIGHT_SHARE) return 'press-lighter';
  if (pressed < LOOSE_SHARE) return 'press-harder';
  if (reasons.includes('noisy')) return 'relax';
  return sideways(amplitudePa) ?? (reasons.includes('too-weak') ? 'search' : 'hold');
}

function sideways({ cun, guan, chi }: AdviceFacts['amplitudePa']): PulseAdvice | null {
  const [near, middle, far] = [cun ?? 0, guan ?? 0, chi ?? 0];
  if (near > middle && far < MISSING_SHARE * near) return 'shift-towards-cun';
  if (far > middle && near < MISSING_SHARE * far) return 'shift-towards-chi';
  return null;
}
