import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../domain/clock.ts';
import { type ModelRegistry, openModelRegistry } from '../../inference/model-registry.ts';
import { type FiveStatePack, profileOfPack, readFiveStatePack } from '../../inquiry/five-state-pack.ts';
import { fiveStateOpen, profileSheet } from '../../inquiry/five-state-questionnaire.ts';
import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { packScorer } from '../../inquiry/pack-scorer.ts';
import { sheetOf } from '../../inquiry/questionnaire.ts';
import { type AnswersInput, parseAnswersJson } from '../../inquiry/score-answers-file.ts';
import { scoreFiveStateOpen } from '../../inquiry/score-five-state.ts';
import { scoreLicensed } from '../../inquiry/score-licensed.ts';
import { scoreSheet } from '../../inquiry/score-sheet.ts';
import { openSignedPack } from '../../inquiry/signed-pack.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { eachFile, fileError } from '../each-file.ts';
import { MODELS_DIR } from '../project-paths.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  /** The licensed pack, and the public keys (PEM) of the publishers it may come from. */
  pack: { type: 'string' },
  publisher: { type: 'string', multiple: true },
} as const;

type ScoreAnswers = (input: AnswersInput) => Promise<object>;

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [questionnaire, ...files] = positionals;
  if (questionnaire === undefined) throw new UsageError('name a questionnaire');
  const scoreAll = (score: ScoreAnswers) =>
    eachFile(files, io, async (file) => score(parseAnswersJson(await readFile(file, 'utf8'))));
  if (questionnaire !== 'five-state-licensed') {
    const registry = await openModelRegistry({ modelsDir: MODELS_DIR });
    return scoreAll(shipped(questionnaire, registry)).finally(() => registry.close());
  }
  const pack = await loadPack(values.pack, values.publisher ?? []);
  const scorer = await packScorer(pack);
  return scoreAll(({ sex, answers, ageYears, education }) => {
    const sheet = profileSheet(profileOfPack(pack), sex, answers, 'self');
    return scoreLicensed(pack, sheet, { ageYears, education }, scorer);
  }).finally(() => scorer.release());
}

function shipped(questionnaire: string, registry: ModelRegistry): ScoreAnswers {
  return async ({ sex, answers }) => {
    if (questionnaire !== 'five-state-open') {
      return scoreSheet(sheetOf(questionnaire, sex, answers, 'self'), registry.get(questionnaire));
    }
    const sheet = profileSheet(fiveStateOpen(), sex, answers, 'self');
    const [result] = await scoreFiveStateOpen([sheet], registry.get(questionnaire));
    if (result === undefined) throw new InquiryError('inquiry/unexpected-scores', 'the scorer returned no row');
    return result;
  };
}

async function loadPack(file: string | undefined, publishers: readonly string[]): Promise<FiveStatePack> {
  if (file === undefined) {
    throw new InquiryError('inquiry/pack-needed', 'five-state-licensed is scored with --pack FILE', {
      questionnaire: 'five-state-licensed',
    });
  }
  const [text = '', ...keys] = await Promise.all([file, ...publishers].map(readText));
  const today = new Date(systemClock.wallMs()).toISOString().slice(0, 10);
  return readFiveStatePack(openSignedPack(text, keys), today);
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw fileError(error, file);
  });
}
