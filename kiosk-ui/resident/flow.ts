import type { VisitState } from '../../src/domain/station-api.ts';
import type { CaptureKind } from '../../src/domain/visit.ts';
import { type InquiryMemory, type InquiryScreen, NOTHING_SAID, nextInquiry } from './inquiry-flow.ts';

/** Where the resident is. Steps of a visit follow from its state; the others are on either side of it. */
export type Screen =
  | { readonly name: 'welcome' }
  | { readonly name: 'identify' }
  | { readonly name: 'consent' }
  | InquiryScreen
  | { readonly name: 'capture'; readonly kind: CaptureKind }
  | { readonly name: 'analysing' }
  | { readonly name: 'result' }
  | { readonly name: 'goodbye' };

/** The step a visit stands at, from what the server knows and was said in this sitting: a reload resumes there. */
export function nextScreen(visit: VisitState, memory: InquiryMemory = NOTHING_SAID): Screen {
  if (visit.status === 'complete') return { name: 'result' };
  if (visit.status === 'abandoned') return { name: 'welcome' };
  if (visit.consent?.healthData !== true) return { name: 'consent' };
  const inquiry = nextInquiry(visit, memory);
  if (inquiry !== null) return inquiry;
  const open = visit.captures.find((capture) => capture.state === 'todo' || capture.state === 'running');
  return open === undefined ? { name: 'analysing' } : { name: 'capture', kind: open.kind };
}

/** Index into the six steps shown at the top of the page; null outside a visit. */
export function stepIndex(screen: Screen): number | null {
  switch (screen.name) {
    case 'identify':
      return 0;
    case 'consent':
      return 1;
    case 'questionnaire':
    case 'recheck':
    case 'offers':
      return 2;
    case 'capture':
      return isPulse(screen.kind) ? 4 : 3;
    case 'analysing':
    case 'result':
      return 5;
    case 'welcome':
    case 'goodbye':
      return null;
  }
}

export function isPulse(kind: CaptureKind): kind is 'pulse-left' | 'pulse-right' {
  return kind === 'pulse-left' || kind === 'pulse-right';
}

/** Seconds matter on a shared screen: 90 s on a page, 120 s on the result, never while the instrument measures. */
const PAGE_IDLE_MS = 90_000;
const RESULT_IDLE_MS = 120_000;

/** How long this screen may stand untouched; null where nothing has to be wiped or the instrument is at work. */
export function idleLimitMs(screen: Screen, measuring: boolean): number | null {
  if (screen.name === 'welcome' || screen.name === 'goodbye' || measuring) return null;
  return screen.name === 'result' ? RESULT_IDLE_MS : PAGE_IDLE_MS;
}
