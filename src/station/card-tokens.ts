import { randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { PresentCard } from './device-hub.ts';
import { StationError } from './station-error.ts';

/** As long as a claim by a typed number: a person may be slow at the screen. */
const VALID_MS = 600_000;

/** Cards that were read here lately; their contents stay in the station's memory and are forgotten by themselves. */
export interface CardTokens {
  issue(card: PresentCard): string;
  /** The card, once. Throws `station/no-card`. */
  redeem(token: string): PresentCard;
}

export function createCardTokens(clock: Clock): CardTokens {
  const held = new Map<string, { readonly card: PresentCard; readonly forget: () => void }>();
  return {
    issue(card) {
      const token = randomBytes(16).toString('hex');
      held.set(token, { card, forget: clock.after(VALID_MS, () => held.delete(token)) });
      return token;
    },
    redeem(token) {
      const one = held.get(token);
      if (one === undefined) throw new StationError('station/no-card', 'the card is gone');
      one.forget();
      held.delete(token);
      return one.card;
    },
  };
}
