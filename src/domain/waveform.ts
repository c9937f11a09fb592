export type Wrist = 'left' | 'right';

/** The three pulse positions: 寸 关 尺. */
export type PulsePosition = 'cun' | 'guan' | 'chi';

/** The three commanded contact pressures: 浮 中 沉. */
export type PressureStep = 'floating' | 'middle' | 'deep';

export const PULSE_POSITIONS: readonly PulsePosition[] = ['cun', 'guan', 'chi'];
export const PRESSURE_STEPS: readonly PressureStep[] = ['floating', 'middle', 'deep'];

/** One pressure step of one wrist. All arrays have one entry per sample and the same length. */
export interface PulseSegment {
  readonly step: PressureStep;
  /** Commanded contact pressure. */
  readonly targetPressurePa: number;
  /** Device clock at the first sample, microseconds. */
  readonly startedAtDeviceUs: number;
  readonly sampleRateHz: number;
  /** Pulse pressure wave per position, Pa, without the static contact pressure. */
  readonly samplesPa: Readonly<Record<PulsePosition, Float32Array>>;
  /** Static contact pressure per position, Pa. */
  readonly contactPressurePa: Readonly<Record<PulsePosition, Float32Array>>;
  /** Sample indexes before which samples were lost, with how many. Gaps are recorded, never interpolated. */
  readonly gaps: readonly { readonly beforeIndex: number; readonly missingSamples: number }[];
  /** Half-open sample ranges with motion or lost contact as reported by the instrument. */
  readonly disturbed: readonly {
    readonly fromIndex: number;
    readonly toIndex: number;
    readonly kind: 'motion' | 'no-contact';
  }[];
}

/** Everything one wrist gave. */
export interface PulseRecording {
  readonly wrist: Wrist;
  readonly segments: readonly PulseSegment[];
}
