import type { ParameterSpread, PulseAnalysis, PulseParameterName } from '../../domain/finding.ts';
import { ExchangeError } from '../exchange-error.ts';

type Spread = NonNullable<PulseAnalysis['spread']>;

/** One parameter after the other, name, mean, standard deviation (`-` for none) and beats: `h1 537 12.4 14;h2 311 - 1`. */
export function spreadText(spread: Spread): string {
  return Object.entries(spread)
    .map(([name, { mean, sd, count }]) => [name, mean, sd ?? '-', count].join(' '))
    .join(';');
}

/** Throws `exchange/bundle-unreadable` when a number is none. */
export function spreadFromText(text: string): Spread {
  const spread: Partial<Record<PulseParameterName, ParameterSpread>> = {};
  for (const row of text.split(';')) {
    const [name = '', mean, sd, count] = row.split(' ');
    spread[name as PulseParameterName] = {
      mean: number(mean),
      sd: sd === '-' ? null : number(sd),
      count: number(count),
    };
  }
  return spread;
}

function number(text: string | undefined): number {
  const value = Number(text);
  if (text !== undefined && text !== '' && Number.isFinite(value)) return value;
  throw new ExchangeError('exchange/bundle-unreadable', 'the spread of a pulse parameter is not a number', {});
}
