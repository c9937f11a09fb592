import type { AnswerSheet } from '../../domain/questionnaire.ts';
import type { Model } from '../../inference/model.ts';
import { type ModelRegistry, openModelRegistry } from '../../inference/model-registry.ts';
import { answerQuality } from '../../inquiry/answer-quality.ts';
import { conclude } from '../../inquiry/conclude.ts';
import type { QuestionnaireDefinition } from '../../inquiry/definition.ts';
import { proposeElderAnswers } from '../../inquiry/elder-prefill.ts';
import { fiveStateOpen, profileSheet } from '../../inquiry/five-state-questionnaire.ts';
import { notesOn } from '../../inquiry/inquiry-notes.ts';
import { questionnaireDefinition, sheetOf, validateAnswers } from '../../inquiry/questionnaire.ts';
import { recheckOffers } from '../../inquiry/recheck.ts';
import { scoreFiveStateOpen } from '../../inquiry/score-five-state.ts';
import { scoreSheet, scoreSheets } from '../../inquiry/score-sheet.ts';
import { VERDICT_BY_CODE } from '../../inquiry/verdict-codes.ts';
import { MODELS_DIR } from '../project-paths.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';
import { plainScorer } from './plain-scoring.ts';

const QUESTIONNAIRES = ['gbt46939-2025', 'elder-33', 'ccmq-60'];
const SHEETS = 100_000;
const ROUNDS = 5;
const VISITS = 500;

/** Varied and the same on every run: answers of a sheet step through the options at one of 5 strides. */
function sheetsOf({ id, numbers }: QuestionnaireDefinition, count: number): readonly AnswerSheet[] {
  return Array.from({ length: count }, (_, row) => {
    const stride = row % 5;
    const answers = numbers.map((number, item) => [number, 1 + ((row + stride * item + (row >> 4)) % 5)] as const);
    return sheetOf(id, 'female', Object.fromEntries(answers), 'self');
  });
}

/** The same work by loops: check, score, conclude, one result a sheet. */
function plainResults(definition: QuestionnaireDefinition, sheets: readonly AnswerSheet[]): number {
  const score = plainScorer(definition);
  let named = 0;
  for (const sheet of sheets) {
    validateAnswers(sheet);
    const { raw, scores, verdicts } = score(sheet.answers);
    const scales = definition.scales.map(({ id }, at) => ({
      id,
      raw: raw[at] ?? Number.NaN,
      score: scores[at] ?? Number.NaN,
      verdict: VERDICT_BY_CODE[verdicts[at] ?? -1] ?? 'no',
    }));
    if (conclude(scales).primary !== null) named += 1;
  }
  return named;
}

async function measureBatch(definition: QuestionnaireDefinition, scorer: Model): Promise<Figure> {
  const sheets = sheetsOf(definition, SHEETS);
  const compiled: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedMs = performance.now();
    const results = await scoreSheets(sheets, scorer);
    const betweenMs = performance.now();
    const named = plainResults(definition, sheets);
    compiled.push((1000 * SHEETS) / (betweenMs - startedMs));
    plain.push((1000 * SHEETS) / (performance.now() - betweenMs));
    if (named !== results.filter(({ conclusion }) => conclusion.primary !== null).length) {
      throw new Error(`the two ways to score ${definition.id} differ`);
    }
  }
  const ratio = median(compiled.map((value, round) => value / (plain[round] ?? Number.NaN)));
  return {
    name: `sheets scored in one call, ${definition.id}`,
    value: median(compiled),
    unit: 'sheets/s',
    baseline: { name: 'the same sheets by loops in one thread, sheets/s', value: median(plain) },
    ratio,
    aim: '≥ 100,000 sheets/s',
    met: median(compiled) >= 100_000,
  };
}

/** What a station does with a sheet: check, score in the model thread, conclude, quality note, recheck. */
async function measureVisit(definition: QuestionnaireDefinition, scorer: Model): Promise<Figure> {
  const tookMs: number[] = [];
  for (const sheet of sheetsOf(definition, VISITS)) {
    const startedMs = performance.now();
    const { conclusion } = await scoreSheet(sheet, scorer);
    answerQuality(sheet, definition.numbers);
    recheckOffers(sheet, conclusion);
    tookMs.push(performance.now() - startedMs);
  }
  const value = tookMs.toSorted((a, b) => a - b)[Math.floor(0.95 * VISITS)] ?? Number.NaN;
  return {
    name: `scoring of one visit, 95th percentile, ${definition.id}`,
    value,
    unit: 'ms',
    baseline: null,
    ratio: null,
    aim: '≤ 5 ms',
    met: value <= 5,
  };
}

/**
 * All that a station scores for an elder who takes everything: what measurements propose, the elder form, the adult scale
 * and the self-description, each checked, scored in the model thread, concluded and remarked on.
 */
async function measureWholeVisit(registry: ModelRegistry): Promise<Figure> {
  const open = fiveStateOpen();
  const [elders, adults] = ['elder-33', 'gbt46939-2025'].map((id) => sheetsOf(questionnaireDefinition(id), VISITS));
  const tookMs: number[] = [];
  for (let row = 0; row < VISITS; row += 1) {
    const answers = Object.fromEntries(open.statements.map(({ number }, at) => [number, (row + at) % 2]));
    const startedMs = performance.now();
    proposeElderAnswers({ heightCm: 160, weightKg: 60 + (row % 9), waistCm: 80 + (row % 30) });
    for (const sheet of [elders?.[row], adults?.[row]]) {
      if (sheet !== undefined) notesOn(sheet, await scoreSheet(sheet, registry.get(sheet.questionnaire)));
    }
    await scoreFiveStateOpen([profileSheet(open, 'female', answers, 'self')], registry.get(open.id));
    tookMs.push(performance.now() - startedMs);
  }
  const value = tookMs.toSorted((a, b) => a - b)[Math.floor(0.95 * VISITS)] ?? Number.NaN;
  return {
    name: 'scoring of everything one elder can answer, 95th percentile',
    value,
    unit: 'ms',
    baseline: null,
    ratio: null,
    aim: '≤ 5 ms',
    met: value <= 5,
  };
}

async function run(): Promise<readonly Figure[]> {
  const registry = await openModelRegistry({ modelsDir: MODELS_DIR });
  const figures: Figure[] = [];
  for (const id of QUESTIONNAIRES) {
    const definition = questionnaireDefinition(id);
    figures.push(await measureBatch(definition, registry.get(id)));
    figures.push(await measureVisit(definition, registry.get(id)));
  }
  figures.push(await measureWholeVisit(registry));
  await registry.close();
  return figures;
}

export const scoring: Benchmark = { name: 'scoring', run };
