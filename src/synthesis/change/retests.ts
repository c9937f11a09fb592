import type { SignKey } from '../../domain/change.ts';
import type { Constitution, ConstitutionResult } from '../../domain/constitution.ts';
import type { Visit } from '../../domain/visit.ts';
import { isComparable } from '../../inquiry/comparable.ts';
import type { Retest } from './reliable-change.ts';
import { retestOfPairs } from './repeats.ts';
import { signChanges } from './sign-change.ts';
import type { Retests } from './visit-change.ts';

type VisitPair = readonly [Visit, Visit];

/** SD and r that a clinic was told to use, by questionnaire; for every scale of it. */
export type ConfiguredRetests = ReadonlyMap<string, Retest>;

/** Reads `gbt46939-2025=16/0.78,elder-33=…`: questionnaire, SD in points, retest reliability. Checked where it is set. */
export function parseConfiguredRetests(text: string | null): ConfiguredRetests {
  const entries = text === null ? [] : text.split(',');
  return new Map(
    entries.map((entry) => {
      const [questionnaire = '', numbers = ''] = entry.split('=');
      const [sd, r] = numbers.split('/').map(Number);
      return [questionnaire, { sd: sd ?? 0, r: r ?? 0, origin: 'configured', pairs: null }];
    }),
  );
}

/** The site's own repeats where there are enough of a scale or sign, else what was configured, else nothing. */
export function retestsOf(repeats: readonly VisitPair[], configured: ConfiguredRetests): Retests {
  const signPairs = pairsOfSigns(repeats);
  return {
    ofScale: (result) => (constitution) =>
      retestOfPairs(scorePairs(repeats, result, constitution)) ?? configured.get(result.questionnaire) ?? null,
    ofSign: (key) => retestOfPairs(signPairs.get(keyText(key)) ?? []),
  };
}

function scorePairs(
  repeats: readonly VisitPair[],
  result: ConstitutionResult,
  constitution: Constitution,
): readonly (readonly [number, number])[] {
  return repeats.flatMap(([first, second]) => {
    const results = [first.constitution, second.constitution];
    const scores = results.flatMap((one) => {
      if (one === null || !isComparable(one, result)) return [];
      return one.scales.flatMap(({ id, score }) => (id === constitution ? [score] : []));
    });
    const [a, b] = scores;
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
}

/** Only pairs that would be compared: the same rules of instrument, method and quality hold for repeats. */
function pairsOfSigns(repeats: readonly VisitPair[]): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const pairs = new Map<string, (readonly [number, number])[]>();
  for (const [first, second] of repeats) {
    for (const change of signChanges(first, second, () => null)) {
      if (change.kind !== 'compared') continue;
      const text = keyText(change);
      pairs.set(text, [...(pairs.get(text) ?? []), [change.before, change.after]]);
    }
  }
  return pairs;
}

const keyText = ({ sign, wrist }: SignKey): string => `${sign}/${wrist ?? ''}`;
