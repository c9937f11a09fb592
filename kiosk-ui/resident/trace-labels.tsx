import { PULSE_POSITIONS, type PulsePosition } from '../../src/domain/waveform.ts';
import { Badge } from '../shared/badge.tsx';
import { WORDS } from '../shared/words.ts';
import type { CaptureView } from './capture-view.ts';
import { TEXT } from './text.ts';

/** 寸 关 尺 beside their rows, each with its contact and how strongly it beats; the strongest says so. */
export function TraceLabels({ view }: { readonly view: CaptureView }) {
  const guidance = view.pulse?.guidance ?? null;
  return (
    <ul class="trace-labels">
      {PULSE_POSITIONS.map((position) => {
        const inContact = view.pulse?.inContact[position];
        return (
          <li key={position} data-strongest={guidance?.strongest === position}>
            <strong>{WORDS.position[position]}</strong>
            {inContact === undefined ? null : (
              <Badge tone={inContact ? 'good' : 'warning'}>
                {inContact ? contactWords(view, position) : TEXT.capture.pulse.noContact}
              </Badge>
            )}
            <span class="strength" aria-hidden="true">
              <span style={{ width: `${strengthPercent(view, position)}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function contactWords(view: CaptureView, position: PulsePosition): string {
  const strongest = view.pulse?.guidance?.strongest === position;
  return strongest ? TEXT.capture.pulse.strongest : TEXT.capture.pulse.contact;
}

/** Against the strongest of the three. */
function strengthPercent(view: CaptureView, position: PulsePosition): number {
  const guidance = view.pulse?.guidance ?? null;
  if (guidance === null || guidance.strongest === null) return 0;
  const most = guidance.amplitudePa[guidance.strongest] ?? 0;
  return most > 0 ? Math.round((100 * (guidance.amplitudePa[position] ?? 0)) / most) : 0;
}
