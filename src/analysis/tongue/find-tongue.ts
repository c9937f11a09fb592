import type { Box, PixelImage, PixelMask } from '../../domain/picture.ts';
import { labPlanes } from '../colour/lab-planes.ts';
import { MODEL_PX, type ModelView, modelView, rearranged, wholeAt } from './model-view.ts';
import { cleanLogits, maskFromLogits, positiveBox } from './tongue-logits.ts';
import { MEASURE_PX, measureTongue, type TongueMeasures } from './tongue-measures.ts';
import { GATE, gateTongue, type ModelEvidence, measureLogits } from './tongue-model-gate.ts';

/** What the model answers for one square: a logit per cell and two probabilities. */
export interface TongueModelAnswer {
  readonly logits: Float32Array;
  readonly presence: number;
  readonly upright: number;
}

/** The model, handed in: `pixels` is the data of a `ModelView`. */
export type RunTongueModel = (pixels: Uint8Array) => Promise<TongueModelAnswer>;

/** What one look at the whole picture tells. */
export interface TongueGlance {
  readonly refusal: 'no-tongue' | 'upside-down' | null;
  readonly evidence: ModelEvidence;
  /** By the first look's outline; null when the picture is refused. */
  readonly measures: TongueMeasures | null;
}

export interface FoundTongue extends TongueGlance {
  /** At the picture's own size; null when the picture is refused. */
  readonly mask: PixelMask | null;
}

/** A tongue that fills less of the square than this is looked at again from near: its edge then lies on finer cells. */
const LOOK_AGAIN_BELOW = 0.6;
/** Room left around the tongue on the second look, of its longer side. */
const MARGIN = 0.25;

/**
 * Finds the tongue with the model: one look at the whole picture, the gate, and for a distant tongue a second look from
 * near. The second look draws the edge; the gate and the measures of quality judge the first, since only it shows the surroundings.
 */
export async function findTongue(image: PixelImage, run: RunTongueModel, toLab = labPlanes): Promise<FoundTongue> {
  const { view, logits, refusal, evidence } = await firstLook(image, run);
  if (refusal) return { mask: null, refusal, evidence, measures: null };
  const near = nearBox(logits, view, image);
  // The network's thread draws the edge while this one measures.
  const closer = near === null ? null : lookAt(modelView(image, near), run);
  const measures = measuresOf(logits, view, image, toLab);
  const { drawn, from } = closer === null ? { drawn: logits, from: view } : await closer;
  const mask = maskFromLogits(drawn, from, image);
  return { mask, refusal, evidence, measures };
}

async function lookAt(from: ModelView, run: RunTongueModel) {
  return { drawn: cleanLogits((await run(from.data)).logits, from), from };
}

/** Only whether a tongue is there and how good the picture is: for previews. */
export async function glanceAtTongue(image: PixelImage, run: RunTongueModel): Promise<TongueGlance> {
  const { view, logits, refusal, evidence } = await firstLook(image, run);
  return { refusal, evidence, measures: refusal ? null : measuresOf(logits, view, image, labPlanes) };
}

async function firstLook(image: PixelImage, run: RunTongueModel) {
  const view = modelView(image);
  const answer = await run(view.data);
  const logits = cleanLogits(answer.logits, view);
  const evidence = await evidenceOf(answer, logits, view, run);
  return { view, logits, evidence, refusal: gateTongue(evidence) };
}

function measuresOf(
  logits: Float32Array,
  view: ModelView,
  image: PixelImage,
  toLab: typeof labPlanes,
): TongueMeasures | null {
  const { left, top, width, height } = view;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (top + y) * MODEL_PX + left;
    for (let x = 0; x < width; x++) if ((logits[row + x] ?? 0) > 0) data[y * width + x] = 255;
  }
  return measureTongue(toLab(wholeAt(image, MEASURE_PX)), { widthPx: width, heightPx: height, data });
}

/** What the gate judges; where the picture would pass but its way up is unsure, it is looked at upside down as well. */
async function evidenceOf(
  { presence, upright }: TongueModelAnswer,
  logits: Float32Array,
  view: ModelView,
  run: RunTongueModel,
): Promise<ModelEvidence> {
  const evidence = { ...measureLogits(logits, view), presence, upright, uprightWhenTurned: null };
  if (upright >= GATE.surelyUpright || gateTongue(evidence) !== null) return evidence;
  return { ...evidence, uprightWhenTurned: (await run(rearranged(view.data, turned))).upright };
}

/** The cell that lies here when the square is turned by 180°. */
const turned = (cell: number): number => MODEL_PX * MODEL_PX - 1 - cell;

/** The box for a second look in pixels of the picture; null when the tongue is large enough in the first. */
function nearBox(logits: Float32Array, view: ModelView, image: PixelImage): Box | null {
  const cells = positiveBox(logits);
  if (!cells || Math.max(cells.width, cells.height) >= MODEL_PX * LOOK_AGAIN_BELOW) return null;
  const perCell = view.box.width / view.width;
  const margin = Math.max(cells.width, cells.height) * MARGIN;
  const x = Math.max(0, (cells.x - view.left - margin) * perCell);
  const y = Math.max(0, (cells.y - view.top - margin) * perCell);
  const right = Math.min(image.widthPx, (cells.x - view.left + cells.width + margin) * perCell);
  const bottom = Math.min(image.heightPx, (cells.y - view.top + cells.height + margin) * perCell);
  return { x, y, width: right - x, height: bottom - y };
}
