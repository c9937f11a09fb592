import { PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import { Badge } from '../shared/badge.tsx';
import { WORDS } from '../shared/words.ts';
import type { CaptureView } from './capture-view.ts';
import { TEXT } from './text.ts';

/** 寸 关 尺 beside their rows, each with its contact. */
export function TraceLabels({ view }: { readonly view: CaptureView }) {
  return (
    <ul class="trace-labels">
      {PULSE_POSITIONS.map((position) => {
        const inContact = view.pulse?.inContact[position];
        return (
          <li key={position}>
            <strong>{WORDS.position[position]}</strong>
            {inContact === undefined ? null : (
              <Badge tone={inContact ? 'good' : 'warning'}>
                {inContact ? TEXT.capture.pulse.contact : TEXT.capture.pulse.noContact}
              </Badge>
            )}
          </li>
        );
      })}
    </ul>
  );
}
