import { PULSE_POSITIONS, type Wrist } from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';

/** 寸 lies next to the crease of the wrist, then 关 and 尺 towards the elbow. */
const PLACES_X = { cun: 240, guan: 178, chi: 116 };

/** A forearm, palm up, with the three places. The left hand's thumb is away from the reader, the right one's is near. */
export function WristPictogram({ side }: { readonly side: Wrist }) {
  const mirror = side === 'right';
  const place = (x: number) => (mirror ? 480 - x : x);
  return (
    <>
      <rect class="posture-rest" x="40" y="292" width="400" height="34" rx="17" />
      <g transform={mirror ? 'matrix(-1 0 0 1 480 0)' : undefined}>
        <path
          class="posture-skin"
          d="M0 176c90 2 170 10 236 6 16-6 26-30 44-48 12-12 30-6 24 12-6 14-14 24-14 34 20-4 52-8 62-6l74-6c16 0 17 22 1 24l-60 8 66 4c16 2 14 24-2 24l-68-2 56 12c15 4 10 25-5 23l-64-11 34 12c13 5 8 23-6 20-36-8-66-18-92-20-24-2-34 14-66 20-66 12-150 12-220 14z"
        />
        <path class="posture-line-thin" d="M262 188c6 26 4 52-6 84" />
        <path class="posture-line-thin" d="M300 206c14 14 18 34 12 52" />
      </g>
      {PULSE_POSITIONS.map((position) => (
        <g key={position}>
          <line
            class="posture-leader"
            x1={place(PLACES_X[position])}
            x2={place(PLACES_X[position])}
            y1="118"
            y2="206"
          />
          <circle class="posture-place" cx={place(PLACES_X[position])} cy="210" r="11" />
          <circle class="posture-tag" cx={place(PLACES_X[position])} cy="92" r="25" />
          <text class="posture-word" x={place(PLACES_X[position])} y="103" text-anchor="middle">
            {WORDS.position[position]}
          </text>
        </g>
      ))}
    </>
  );
}
