import type { Box, PixelImage } from '../../domain/picture.ts';
import { type Square, sampleSquare } from '../picture/sample-square.ts';

/** A face on a picture, px. Left and right are the person's own sides. */
export interface DetectedFace {
  /** 0 to 1. */
  readonly score: number;
  readonly bbox: Box;
  readonly rightEye: readonly [number, number];
  readonly leftEye: readonly [number, number];
}

/** What the network gives for one picture: a score per anchor and sixteen numbers of place per anchor. */
export interface BlazeFaceOutputs {
  readonly fineScores: ArrayLike<number>;
  readonly coarseScores: ArrayLike<number>;
  readonly finePlaces: ArrayLike<number>;
  readonly coarsePlaces: ArrayLike<number>;
}

/** Side of the network's picture, px. */
export const BLAZE_FACE_SIDE = 256;
/** Anchor grids of the 256-pixel network: cells a side, and anchors in each cell. Every anchor has unit size. */
const GRIDS = { fine: { cells: 16, anchors: 2 }, coarse: { cells: 8, anchors: 6 } } as const;
const NUMBERS_PER_ANCHOR = 16;

/**
 * Least score of a face. Faces of the group photographs that face-api ships score 0.84 and more, drawn faces 0.80, and
 * pictures of tongue and chin alone up to 0.75.
 */
const LEAST_SCORE = 0.78;
/** Boxes that overlap more are the same face and are averaged by score (Bazarevsky et al. 2019, section 3.3). */
const SAME_FACE_OVERLAP = 0.3;

/** The square that holds the whole picture, centred: what lies outside is black. */
export function wholePicture({ widthPx, heightPx }: PixelImage): Square {
  const sidePx = Math.max(widthPx, heightPx);
  return { centreX: widthPx / 2, centreY: heightPx / 2, sidePx, angleRad: 0 };
}

/** Input of the network: 256 × 256 interleaved RGB in −1…1 of the whole picture (shrunk to at most 512 px by the caller). */
export function blazeFaceInput(image: PixelImage): Float32Array {
  return sampleSquare(image, wholePicture(image), BLAZE_FACE_SIDE).map((value) => value / 127.5 - 1);
}

/** Faces of a picture, the largest first: who stands at the camera is nearest. Empty when there is none. */
export function decodeBlazeFace(outputs: BlazeFaceOutputs, image: PixelImage): readonly DetectedFace[] {
  const candidates = [
    ...candidatesOf(GRIDS.fine, outputs.fineScores, outputs.finePlaces),
    ...candidatesOf(GRIDS.coarse, outputs.coarseScores, outputs.coarsePlaces),
  ].sort((p, q) => q.score - p.score);
  const faces: Candidate[] = [];
  while (candidates.length > 0) {
    const best = candidates[0] as Candidate;
    const same = candidates.filter((other) => overlap(best, other) > SAME_FACE_OVERLAP || other === best);
    candidates.splice(0, candidates.length, ...candidates.filter((other) => !same.includes(other)));
    faces.push(blended(best.score, same));
  }
  return faces.map((face) => onPicture(face, image)).sort((p, q) => q.bbox.width - p.bbox.width);
}

/** In units of the network's picture: centre, size, then six key points of which the eyes are used. */
interface Candidate {
  readonly score: number;
  readonly place: readonly number[];
}

function candidatesOf(
  { cells, anchors }: { readonly cells: number; readonly anchors: number },
  scores: ArrayLike<number>,
  places: ArrayLike<number>,
): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index < cells * cells * anchors; index++) {
    const score = 1 / (1 + Math.exp(-(scores[index] ?? Number.NEGATIVE_INFINITY)));
    if (score < LEAST_SCORE) continue;
    const cell = Math.floor(index / anchors);
    const anchor = [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells] as const;
    const place = Array.from({ length: NUMBERS_PER_ANCHOR }, (_, i) => {
      const raw = (places[index * NUMBERS_PER_ANCHOR + i] ?? 0) / BLAZE_FACE_SIDE;
      return i === 2 || i === 3 ? raw : raw + anchor[i % 2 === 0 ? 0 : 1];
    });
    found.push({ score, place });
  }
  return found;
}

function overlap(p: Candidate, q: Candidate): number {
  const [px = 0, py = 0, pw = 0, ph = 0] = p.place;
  const [qx = 0, qy = 0, qw = 0, qh = 0] = q.place;
  const shared = (c1: number, s1: number, c2: number, s2: number): number =>
    Math.max(0, Math.min(c1 + s1 / 2, c2 + s2 / 2) - Math.max(c1 - s1 / 2, c2 - s2 / 2));
  const both = shared(px, pw, qx, qw) * shared(py, ph, qy, qh);
  const union = pw * ph + qw * qh - both;
  return union > 0 ? both / union : 0;
}

function blended(score: number, same: readonly Candidate[]): Candidate {
  const weight = same.reduce((sum, candidate) => sum + candidate.score, 0);
  const place = Array.from({ length: NUMBERS_PER_ANCHOR }, (_, i) =>
    same.reduce((sum, candidate) => sum + (candidate.score / weight) * (candidate.place[i] ?? 0), 0),
  );
  return { score, place };
}

function onPicture({ score, place }: Candidate, image: PixelImage): DetectedFace {
  const { centreX, centreY, sidePx } = wholePicture(image);
  const x = (value: number | undefined) => centreX + ((value ?? 0) - 0.5) * sidePx;
  const y = (value: number | undefined) => centreY + ((value ?? 0) - 0.5) * sidePx;
  const [cx = 0, cy = 0, width = 0, height = 0] = place;
  return {
    score,
    bbox: { x: x(cx - width / 2), y: y(cy - height / 2), width: width * sidePx, height: height * sidePx },
    // Key points of the network are named as seen: the first eye is the one on the picture's left.
    rightEye: [x(place[4]), y(place[5])],
    leftEye: [x(place[6]), y(place[7])],
  };
}
