/** A text that cannot be the standard's. */
export interface WordingFault {
  readonly item: string;
  readonly fault: 'missing' | 'unknown' | 'repeats-another-item' | 'phrase-missing';
  /** The repeated item, or the phrase that is not there. */
  readonly detail: string;
}

/** Words that circulating copies lose (item 7 低弱, item 9 its second phrase) or misprint (item 13, 腹 for 胀). */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  '7': ['低弱', '无力'],
  '9': ['情绪低沉'],
  '13': ['胀'],
};

/**
 * Checks a wording of ZYYXH/T 157-2009 for the corruptions that circulate: items 46 and 50 replaced by the text of
 * another item (found as a repetition, whichever it is), and lost or misprinted phrases.
 */
export function wordingFaults(
  items: Readonly<Record<string, string>>,
  expected: readonly string[],
): readonly WordingFault[] {
  const missing = expected.filter((item) => !Object.hasOwn(items, item) || plain(items[item] ?? '') === '');
  const unknown = Object.keys(items).filter((item) => !expected.includes(item));
  const given = expected.filter((item) => !missing.includes(item));
  return [
    ...missing.map((item): WordingFault => ({ item, fault: 'missing', detail: '' })),
    ...unknown.map((item): WordingFault => ({ item, fault: 'unknown', detail: '' })),
    ...given.flatMap((item) => repeated(item, given, items)),
    ...given.flatMap((item) => lostPhrases(item, items[item] ?? '')),
  ];
}

/** The two wordings of one number may share words, but no two items are alike. */
function repeated(
  item: string,
  given: readonly string[],
  items: Readonly<Record<string, string>>,
): readonly WordingFault[] {
  const text = plain(items[item] ?? '');
  const earlier = given.slice(0, given.indexOf(item)).find((other) => plain(items[other] ?? '') === text);
  return earlier === undefined ? [] : [{ item, fault: 'repeats-another-item', detail: earlier }];
}

function lostPhrases(item: string, text: string): readonly WordingFault[] {
  return (PHRASES[item] ?? [])
    .filter((phrase) => !text.includes(phrase))
    .map((phrase): WordingFault => ({ item, fault: 'phrase-missing', detail: phrase }));
}

/** Copies differ harmlessly in punctuation, spaces, 黯/暗 and 粘/黏. */
function plain(text: string): string {
  return text
    .replace(/[\p{P}\p{S}\s]/gu, '')
    .replaceAll('黯', '暗')
    .replaceAll('粘', '黏');
}
