import { convexHull, type Point, polygonArea } from '../picture/polygon.ts';
import { MODEL_PX, type ModelView } from './model-view.ts';

/** What the model says of a picture, before anything is measured on it. */
export interface ModelEvidence {
  /** Probability that a tongue is in the picture, 0–1. */
  readonly presence: number;
  /** Probability that it hangs the right way up, 0–1. */
  readonly upright: number;
  /** The same of the picture turned by 180°; null where it was not asked, because the first answer was sure. */
  readonly uprightWhenTurned: number | null;
  /** Share of the shown picture, 0–1. */
  readonly areaShare: number;
  /** Area over the area of the convex hull, 0–1. */
  readonly solidity: number;
  /** Mean probability over the cells of the tongue, 0.5–1. */
  readonly certainty: number;
}

/**
 * Limits. Measured with the first weights on 85 training pictures of tongue741, each as taken, by a poor webcam, from far, too dark, too bright,
 * turned by 30° and cut tight (least … median): certainty 0.963 … 0.99, solidity 0.94 … 0.98, presence 0.85 … 1 (from far
 * 0.996), upright 0.59 … 1. The false finds of photographs without a tongue: certainty 0.88 … 0.96, presence 0.6 … 0.97,
 * all but one on less than a tenth of the picture. With 1.2.0 the 600 pictures as taken have presence 1, certainty 0.988 or more, solidity
 * 0.907 or more.
 */
export const GATE = {
  leastPresence: 0.6,
  /** A find on less than this share of the picture must be surer. */
  smallShare: 0.1,
  leastPresenceOfSmall: 0.98,
  /** Below this it needs no second look. */
  leastUpright: 0.1,
  /** Below this the picture is looked at turned by 180° as well; tongue741 held the right way up gives 0.968 or more. */
  surelyUpright: 0.95,
  /** Natural logarithm of the odds by which the turned picture must look more upright to be so. */
  turnedLikelierBy: 1,
  leastAreaShare: 0.01,
  leastSolidity: 0.88,
  leastCertainty: 0.94,
} as const;

/** Why a picture is refused before measurement; null when it may be measured. */
export function gateTongue(evidence: ModelEvidence): 'no-tongue' | 'upside-down' | null {
  const { presence, upright, areaShare, solidity, certainty } = evidence;
  const leastPresence = areaShare < GATE.smallShare ? GATE.leastPresenceOfSmall : GATE.leastPresence;
  const formed = areaShare >= GATE.leastAreaShare && solidity >= GATE.leastSolidity;
  if (!formed || presence < leastPresence || certainty < GATE.leastCertainty) return 'no-tongue';
  return upright < GATE.leastUpright || looksTurned(evidence) ? 'upside-down' : null;
}

/**
 * One answer about the way up is unsure of pictures unlike the training's. Which of two ways up is the likelier is easier to say. On
 * tongue741's held-out 90 and tonguexpert's 2,498, turned ones that pass as upright are 0 and 5, upright ones refused as upside down 0 and 2.
 */
function looksTurned({ upright, uprightWhenTurned }: ModelEvidence): boolean {
  return uprightWhenTurned !== null && logOdds(uprightWhenTurned) - logOdds(upright) > GATE.turnedLikelierBy;
}

function logOdds(p: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(inside / (1 - inside));
}

/** Area, solidity and certainty of cleaned logits. */
export function measureLogits(
  logits: Float32Array,
  view: ModelView,
): Pick<ModelEvidence, 'areaShare' | 'solidity' | 'certainty'> {
  let area = 0;
  let certainty = 0;
  for (let cell = 0; cell < logits.length; cell++) {
    const logit = logits[cell] ?? 0;
    if (logit <= 0) continue;
    area++;
    certainty += 1 / (1 + Math.exp(-logit));
  }
  const hull = polygonArea(convexHull(rowEnds(logits)));
  return {
    areaShare: area / (view.width * view.height),
    solidity: area > 0 ? Math.min(1, area / Math.max(1, hull)) : 0,
    certainty: area > 0 ? certainty / area : 0,
  };
}

/** The corners of the first and last positive cell of every row: all that a hull needs. */
function rowEnds(logits: Float32Array): readonly Point[] {
  const ends: Point[] = [];
  for (let y = 0; y < MODEL_PX; y++) {
    const row = y * MODEL_PX;
    let first = 0;
    while (first < MODEL_PX && !((logits[row + first] ?? 0) > 0)) first++;
    if (first === MODEL_PX) continue;
    let last = MODEL_PX;
    while (!((logits[row + last - 1] ?? 0) > 0)) last--;
    ends.push([first, y], [last, y], [first, y + 1], [last, y + 1]);
  }
  return ends;
}
