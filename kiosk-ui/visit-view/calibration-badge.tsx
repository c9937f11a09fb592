import { Badge } from '../shared/badge.tsx';
import { VISIT_TEXT } from './visit-text.ts';

/** Whether the colours beside it were calibrated. */
export function CalibrationBadge({ calibrated }: { readonly calibrated: boolean }) {
  const { calibrated: done, uncalibrated } = VISIT_TEXT.tongue;
  return <Badge tone={calibrated ? 'good' : 'warning'}>{calibrated ? done : uncalibrated}</Badge>;
}
