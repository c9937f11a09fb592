import type { Clock } from '../domain/clock.ts';

/** The ISO date of this moment, UTC. */
export const today = (clock: Clock): string => new Date(clock.wallMs()).toISOString().slice(0, 10);
