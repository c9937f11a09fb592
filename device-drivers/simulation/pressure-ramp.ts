import type { Clock } from '../../src/domain/clock.ts';

/** Contact pressure that moves evenly from where it is to a target. */
export interface PressureRamp {
  moveTo(targetPa: number, durationMs: number): void;
  /** At this moment, Pa. */
  nowPa(): number;
}

export function createPressureRamp(clock: Clock): PressureRamp {
  let fromPa = 0;
  let targetPa = 0;
  let startedAtMs = 0;
  let durationMs = 0;
  const nowPa = (): number => {
    const elapsedMs = clock.nowMs() - startedAtMs;
    if (elapsedMs >= durationMs) return targetPa;
    return fromPa + ((targetPa - fromPa) * elapsedMs) / durationMs;
  };
  return {
    moveTo(nextTargetPa, nextDurationMs) {
      fromPa = nowPa();
      targetPa = nextTargetPa;
      startedAtMs = clock.nowMs();
      durationMs = nextDurationMs;
    },
    nowPa,
  };
}
