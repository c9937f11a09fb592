/**
 * Measures the attribute model as the station runs it (own segmentation, own features) on the untouched part of
 * tonguexpert's manual labels: `node tests/evaluation/tongue-attributes.ts`. Accuracy, area under the curve (one against
 * the rest), kappa, within one grade, each with a 95 % bootstrap interval. The five-fold figures come from the training
 * (models/tongue-attributes/card.md). One JSON object; says so where the data are not there.
 */
import '../../src/cli/steady-compiler.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../device-drivers/simulation/seeded-noise.ts';
import {
  ATTRIBUTE_CLASSES,
  type AttributeName,
  labelAttributes,
  type TongueAttributes,
} from '../../src/analysis/tongue/attribute-labels.ts';
import { findTongue } from '../../src/analysis/tongue/find-tongue.ts';
import { measureSurface } from '../../src/analysis/tongue/tongue-surface.ts';
import { tongueView } from '../../src/analysis/tongue/tongue-view.ts';
import { openModelRegistry } from '../../src/inference/model-registry.ts';
import { runAttributeModel } from '../../src/inference/run-attribute-model.ts';
import { runTongueModel } from '../../src/inference/run-tongue-model.ts';
import { DATA, readLabelled } from './support/labelled-pictures.ts';

/** Column of labels.csv and the words of the data set, in the order of the model's classes. */
const COLUMNS: Readonly<Record<AttributeName, { column: number; words: readonly string[] }>> = {
  coatingColour: { column: 1, words: ['white', 'light_yellow', 'yellow'] },
  bodyColour: { column: 2, words: ['light', 'regular', 'dark'] },
  crackSeverity: { column: 3, words: ['light', 'severe'] },
  toothMarkSeverity: { column: 4, words: ['light', 'severe'] },
};
const RESAMPLES = 2000;

/** As `fold_of` in models/tongue-attributes/train/labels.py. */
function isUntouched(id: string): boolean {
  const digest = createHash('sha256').update(`attributes ${id}`).digest('hex');
  return Number.parseInt(digest.slice(0, 12), 16) / 16 ** 12 < 0.2;
}

interface Row {
  readonly truth: number;
  readonly probabilities: readonly number[];
}

const guessOf = ({ probabilities }: Row) => probabilities.indexOf(Math.max(...probabilities));

const accuracy = (rows: readonly Row[]) => rows.filter((row) => guessOf(row) === row.truth).length / rows.length;

const withinOne = (rows: readonly Row[]) =>
  rows.filter((row) => Math.abs(guessOf(row) - row.truth) <= 1).length / rows.length;

/** Cohen's kappa. */
function kappa(rows: readonly Row[]): number {
  const classes = rows[0]?.probabilities.length ?? 0;
  const share = (of: (row: Row) => number, value: number) =>
    rows.filter((row) => of(row) === value).length / rows.length;
  let chance = 0;
  for (let value = 0; value < classes; value++) chance += share((row) => row.truth, value) * share(guessOf, value);
  return (accuracy(rows) - chance) / (1 - chance);
}

/** Mean over classes of the Mann-Whitney area of the class against the rest; of two classes, the second's. */
function areaUnderCurve(rows: readonly Row[]): number {
  const classes = rows[0]?.probabilities.length ?? 0;
  const judged = classes === 2 ? [1] : Array.from({ length: classes }, (_, value) => value);
  const areas = judged.map((value) => {
    const scores = (member: boolean) =>
      rows.filter((row) => (row.truth === value) === member).map((row) => row.probabilities[value] ?? 0);
    const others = scores(false);
    const members = scores(true);
    let wins = 0;
    for (const high of members) for (const low of others) wins += high > low ? 1 : high === low ? 0.5 : 0;
    return wins / (members.length * others.length);
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

function withInterval(rows: readonly Row[], measure: (rows: readonly Row[]) => number) {
  const random = seededRandom(741);
  const draws = Array.from({ length: RESAMPLES }, () =>
    measure(rows.map(() => rows[Math.floor(random() * rows.length)] as Row)),
  )
    .filter(Number.isFinite)
    .sort((p, q) => p - q);
  const at = (share: number) => Number((draws[Math.floor(share * (draws.length - 1))] ?? Number.NaN).toFixed(3));
  return { value: Number(measure(rows).toFixed(3)), from: at(0.025), to: at(0.975) };
}

async function evaluate() {
  const path = join(DATA, 'tonguexpert', 'labels.csv');
  if (!existsSync(path)) return { missing: 'tonguexpert is not on this machine' };
  const registry = await openModelRegistry({ modelsDir: fileURLToPath(new URL('../../models/', import.meta.url)) });
  const segment = runTongueModel(registry.get('tongue-segmentation'));
  const label = runAttributeModel(registry.get('tongue-attributes'));
  const rows: Record<AttributeName, Row[]> = {
    bodyColour: [],
    coatingColour: [],
    crackSeverity: [],
    toothMarkSeverity: [],
  };
  let refused = 0;
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const cells = line.split(',');
    const id = cells[0] ?? '';
    if (!isUntouched(id) || cells.slice(1, 5).every((cell) => cell === '')) continue;
    const { image } = await readLabelled('tonguexpert', id);
    const { mask } = await findTongue(image, segment);
    const view = mask && tongueView(image, mask);
    const attributes = view && (await labelAttributes(view, measureSurface(view), label));
    if (!attributes) refused++;
    else addRows(rows, cells, attributes);
  }
  await registry.close();
  const figures = Object.entries(rows).map(([name, list]) => [name, describe(list)] as const);
  return { untouched: Object.fromEntries(figures), refused };
}

function addRows(rows: Record<AttributeName, Row[]>, cells: readonly string[], attributes: TongueAttributes): void {
  for (const name of Object.keys(ATTRIBUTE_CLASSES) as AttributeName[]) {
    const { column, words } = COLUMNS[name];
    const truth = words.indexOf(cells[column] ?? '');
    if (truth >= 0) rows[name].push({ truth, probabilities: attributes[name].probabilities });
  }
}

function describe(rows: readonly Row[]) {
  return {
    pictures: rows.length,
    accuracy: withInterval(rows, accuracy),
    areaUnderCurve: withInterval(rows, areaUnderCurve),
    kappa: withInterval(rows, kappa),
    ...((rows[0]?.probabilities.length ?? 0) > 2 ? { withinOneGrade: withInterval(rows, withinOne) } : {}),
  };
}

stdout.write(`${JSON.stringify(await evaluate(), null, 2)}\n`);
