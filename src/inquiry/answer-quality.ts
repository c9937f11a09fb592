import type { AnswerQualityNote } from '../domain/inquiry-note.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';

/** Huang, Curran, Keeney et al. 2012 (J Bus Psychol 27:99–114): an item takes no sincere reader under two seconds. */
const FASTEST_SINCERE_MS = 2000;

/** Some items repeat the one before and are answered at once; a quarter of the sheet is no longer that. */
const FAST_SHARE = 0.25;

/** Curran 2016 (J Exp Soc Psychol 66:4–19): a run of one answer over half of the sheet or more. */
const RUN_SHARE = 0.5;

/**
 * How the answers were given, as far as it shows. Times count only for a sheet the resident filled alone: read out, they
 * are the reader's. `numbers` is the order in which the items were asked.
 */
export function answerQuality(sheet: AnswerSheet, numbers: readonly string[]): readonly AnswerQualityNote[] {
  return [...fastAnswers(sheet, numbers), ...straightLine(sheet, numbers)];
}

function fastAnswers({ mode, answerTimesMs }: AnswerSheet, numbers: readonly string[]): readonly AnswerQualityNote[] {
  if (mode === 'oral' || answerTimesMs === undefined) return [];
  const items = numbers.filter((number) => (answerTimesMs[number] ?? Number.POSITIVE_INFINITY) < FASTEST_SINCERE_MS);
  if (items.length < FAST_SHARE * numbers.length) return [];
  return [{ kind: 'fast-answers', items, text: `有 ${items.length} 题作答很快，可能没有看完题目，可请居民再看一遍。` }];
}

function straightLine({ answers }: AnswerSheet, numbers: readonly string[]): readonly AnswerQualityNote[] {
  let longest: readonly string[] = [];
  let run: string[] = [];
  for (const number of numbers) {
    const [first] = run;
    const value = answers[number];
    const goesOn = first !== undefined && value !== undefined && value === answers[first];
    run = goesOn ? [...run, number] : value === undefined ? [] : [number];
    if (run.length > longest.length) longest = run;
  }
  const [first] = longest;
  const value = first === undefined ? undefined : answers[first];
  if (value === undefined || longest.length < RUN_SHARE * numbers.length) return [];
  const text = `连续 ${longest.length} 题选了同一个答案，可能确实如此，也可请居民再核对。`;
  return [{ kind: 'straight-line', items: longest, value, text }];
}
