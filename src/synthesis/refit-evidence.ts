import { CONSTITUTIONS, type Constitution } from '../domain/constitution.ts';
import { type EvidenceRow, type EvidenceTable, parseEvidence } from './evidence-table.ts';
import { type Case, fitTowards, logit, logLoss } from './ridge-logistic.ts';
import { SIGNS } from './signs.ts';

/** One resident's latest confirmed visit: what was seen, and what a physician confirmed. */
export interface ConfirmedCase {
  /** In the order of `SIGNS`; null where the sign could not be judged. */
  readonly signs: readonly (boolean | null)[];
  readonly confirmed: readonly Constitution[];
}

export type RefitOutcome =
  | { readonly kind: 'refitted'; readonly table: EvidenceTable; readonly report: RefitReport }
  | { readonly kind: 'kept'; readonly why: 'too-few-cases' | 'no-better-held-out'; readonly report: RefitReport };

export interface RefitReport {
  readonly cases: number;
  /** Types with enough cases of their own and enough of others. */
  readonly constitutions: readonly Constitution[];
  /** Null when nothing could be fitted. */
  readonly heldOut: { cases: number; logLossBefore: number; logLossAfter: number; calibrationSlope: number } | null;
}

/** Confirmed cases with the type, and without it, below which its rows stay as they are. */
export const LEAST_CASES = 30;
/** Times a sign must have been present before its row is refitted. */
export const LEAST_PRESENT = 10;
/**
 * Weight of the published value: a precision of 11 is a standard deviation of 0.3 in ln LR, so that about 45 cases with a
 * sign (information ¼ each at even odds) weigh as much as the publication.
 */
const PRIOR_PRECISION = 11;
const FOLDS = 5;

/**
 * Refits an evidence table from a county's confirmed cases, drawn towards the table it starts from, and keeps the new one
 * only when it predicts held-out cases better (five folds, mean log-loss over all refitted types). Signs that were never
 * judged or are too rare keep their rows. Pure; the same cases in the same order give the same table.
 */
export function refitEvidence(
  cases: readonly ConfirmedCase[],
  basedOn: EvidenceTable,
  identity: { readonly version: string; readonly region: string; readonly computedAt: string },
): RefitOutcome {
  const signs = SIGNS.map((_, i) => i).filter(
    (i) => cases.filter((one) => one.signs[i] === true).length >= LEAST_PRESENT,
  );
  const constitutions = CONSTITUTIONS.filter((type) => {
    const having = cases.filter(({ confirmed }) => confirmed.includes(type)).length;
    return having >= LEAST_CASES && cases.length - having >= LEAST_CASES;
  });
  if (constitutions.length === 0 || signs.length === 0)
    return { kind: 'kept', why: 'too-few-cases', report: { cases: cases.length, constitutions, heldOut: null } };
  const fits = constitutions.map((type) => fitType(cases, type, signs, basedOn));
  const heldOut = summary(
    fits.flatMap(({ pairs }) => pairs),
    cases.length,
  );
  const report = { cases: cases.length, constitutions, heldOut };
  if (heldOut.logLossAfter >= heldOut.logLossBefore) return { kind: 'kept', why: 'no-better-held-out', report };
  const refitted = fits.flatMap(({ rows }) => rows(identity.region, cases.length));
  const replaced = new Set(refitted.map(keyOf));
  const rows = [...basedOn.rows.filter((row) => !replaced.has(keyOf(row))), ...refitted];
  const { version, region, computedAt } = identity;
  const fitted = { region, computedAt, cases: cases.length, basedOn: basedOn.version, heldOut };
  return {
    kind: 'refitted',
    table: parseEvidence({ format: basedOn.format, version, origin: 'local', fitted, rows }),
    report,
  };
}

const keyOf = ({ sign, constitution }: EvidenceRow): string => `${sign} ${constitution}`;

interface HeldOutPair {
  readonly y: 0 | 1;
  readonly before: number;
  readonly after: number;
}

function fitType(
  cases: readonly ConfirmedCase[],
  type: Constitution,
  signs: readonly number[],
  basedOn: EvidenceTable,
) {
  const prior = signs.map((i) => weightOf(basedOn, i, type));
  const data = cases.map(
    ({ signs: seen, confirmed }): Case => ({
      x: signs.map((i) => (seen[i] === true ? 1 : 0)),
      y: confirmed.includes(type) ? 1 : 0,
    }),
  );
  const pairs = Array.from({ length: FOLDS }, (_, fold) => heldOutPairs(data, prior, fold)).flat();
  const { weights } = fitTowards(data, prior, PRIOR_PRECISION);
  const rows = (region: string, n: number): EvidenceRow[] =>
    signs.map((i, column) => ({
      sign: SIGNS[i]?.id ?? '',
      constitution: type,
      // Three digits: more would claim what this many cases cannot tell.
      lnLr: Number(Math.min(1.4, Math.max(-1.4, weights[column] ?? 0)).toFixed(3)),
      confidence: 'refitted',
      n,
      source: `confirmed cases of ${region}, drawn towards ${prior[column]} of table ${basedOn.version}`,
    }));
  return { pairs, rows };
}

/** Every fifth case is predicted by a model that never saw it: with the weights as they were, and refitted. */
function heldOutPairs(data: readonly Case[], prior: readonly number[], fold: number): readonly HeldOutPair[] {
  const training = data.filter((_, i) => i % FOLDS !== fold);
  const refitted = fitTowards(training, prior, PRIOR_PRECISION);
  // An infinite pull leaves the weights where they were and fits the base rate alone.
  const asItWas = fitTowards(training, prior, Number.MAX_SAFE_INTEGER);
  return data
    .filter((_, i) => i % FOLDS === fold)
    .map(({ x, y }) => ({ y, before: logit(asItWas, x), after: logit(refitted, x) }));
}

function summary(pairs: readonly HeldOutPair[], cases: number) {
  const calibration = fitTowards(
    pairs.map(({ y, after }) => ({ y, x: [after] })),
    [1],
    0,
  );
  return {
    cases,
    logLossBefore: logLoss(pairs.map(({ y, before }) => ({ y, logit: before }))),
    logLossAfter: logLoss(pairs.map(({ y, after }) => ({ y, logit: after }))),
    calibrationSlope: calibration.weights[0] ?? 1,
  };
}

function weightOf({ rows }: EvidenceTable, sign: number, type: Constitution): number {
  return rows.find((row) => row.sign === SIGNS[sign]?.id && row.constitution === type)?.lnLr ?? 0;
}
