import type { ConstitutionResult } from '../../domain/constitution.ts';
import type { FiveStateResult } from '../../domain/five-state.ts';
import type { AnswerSheet, QuestionnaireId, QuestionnaireView } from '../../domain/questionnaire.ts';
import type { Sex } from '../../domain/resident.ts';
import { type FiveStatePack, profileOfPack } from '../../inquiry/five-state-pack.ts';
import { YES_NO } from '../../inquiry/five-state-questionnaire.ts';
import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { withLocalNorms } from '../../inquiry/local-norms.ts';
import { questionnaireView } from '../../inquiry/questionnaire.ts';
import { scoreFiveStateOpen } from '../../inquiry/score-five-state.ts';
import { scoreLicensed } from '../../inquiry/score-licensed.ts';
import { scoreSheet } from '../../inquiry/score-sheet.ts';
import type { RuleModels } from '../rule-models.ts';
import type { NormShelf } from './norm-shelf.ts';
import type { PackShelf } from './pack-shelf.ts';
import type { Person } from './person.ts';
import { furtherQuestionnaires } from './which-questionnaires.ts';

export type InquiryResult = ConstitutionResult | FiveStateResult;

/** What the station asks, and how a sheet becomes a result. */
export interface InquiryDesk {
  /** What this person may take beside the main questionnaire. */
  further(person: Person): Promise<readonly QuestionnaireId[]>;
  /** Throws `inquiry/unknown-questionnaire`, `inquiry/pack-needed`. */
  view(id: QuestionnaireId, sex: Sex): Promise<QuestionnaireView>;
  /** Rejects with `InquiryError` for a sheet that is not whole. */
  score(sheet: AnswerSheet, person: Person): Promise<InquiryResult>;
  /** A sheet of a constitution questionnaire; rejects as `scoreSheet`. */
  scoreConstitution(sheet: AnswerSheet): Promise<ConstitutionResult>;
}

export interface InquiryDeskOptions {
  readonly models: RuleModels;
  readonly packs: PackShelf;
  readonly norms: NormShelf;
}

export function createInquiryDesk({ models, packs, norms }: InquiryDeskOptions): InquiryDesk {
  const licensedPack = async (): Promise<FiveStatePack> => (await packs.find('five-state-licensed')) ?? packNeeded();
  const scoreConstitution = async (sheet: AnswerSheet) => scoreSheet(sheet, await models.get(sheet.questionnaire));
  const scoreOpen = async (sheet: AnswerSheet, person: Person): Promise<FiveStateResult> => {
    const [result] = await scoreFiveStateOpen([sheet], await models.get(sheet.questionnaire));
    if (result === undefined) throw new InquiryError('inquiry/unexpected-scores', 'the scorer returned no row');
    const local = await norms.current();
    return local === null ? result : withLocalNorms(result, person, local);
  };
  return {
    further: async (person) => furtherQuestionnaires(person, await packs.ids()),
    async view(id, sex) {
      if (id === 'five-state-licensed') return licensedView(await licensedPack());
      return questionnaireView(id, sex, id === 'ccmq-60' ? await packs.find('ccmq-60') : null);
    },
    async score(sheet, person) {
      if (sheet.questionnaire === 'five-state-open') return scoreOpen(sheet, person);
      if (sheet.questionnaire === 'five-state-licensed') return scoreByPack(await licensedPack(), sheet, person);
      return scoreConstitution(sheet);
    },
    scoreConstitution,
  };
}

/** The runtime is loaded only where a licensed test is scored: no other sheet of a station needs it in this thread. */
async function scoreByPack(pack: FiveStatePack, sheet: AnswerSheet, person: Person): Promise<FiveStateResult> {
  const { packScorer } = await import('../../inquiry/pack-scorer.ts');
  const scorer = await packScorer(pack);
  const { ageYears } = person;
  return scoreLicensed(pack, sheet, { ageYears, education: sheet.education ?? null }, scorer).finally(() =>
    scorer.release(),
  );
}

function licensedView(pack: FiveStatePack): QuestionnaireView {
  const { id, version, statements } = profileOfPack(pack);
  const items = statements.map(({ number, text }) => ({ number, text, options: YES_NO }));
  return { id, version, title: pack.title, stem: pack.stem, items };
}

function packNeeded(): never {
  throw new InquiryError('inquiry/pack-needed', 'the licensed test is not loaded', {
    questionnaire: 'five-state-licensed',
  });
}
