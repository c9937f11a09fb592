import type { PixelImage } from '../../domain/picture.ts';
import { labPlanes } from '../colour/lab-planes.ts';
import type { Point } from '../picture/polygon.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { type PatchReading, readPatch } from './chart-reading.ts';
import { CHART_COLUMNS, CHART_ROWS, PATCHES } from './chart-reference.ts';
import { type ChartFit, fitChart } from './fit-chart.ts';
import { flatPatches } from './flat-patches.ts';
import { fitHomography, type Homography, project } from './homography.ts';
import { type LatticeNode, patchLattice } from './patch-lattice.ts';

export interface FoundChart extends ChartFit {
  /** Centres of the 24 patches, row by row from the upper left of the chart, pixels of the picture. */
  readonly centres: readonly Point[];
}

/** Long sides at which the chart is looked for: near and far. */
const LOOK_PX = [640, 1280];
/** Lab differences below which neighbours are one patch: a clean camera, and a noisy or softly lit one. */
const TOLERANCES = [2.5, 5];
/** So many patches must be seen by themselves; the others' places follow from the grid. */
const LEAST_NODES = 9;
/** Grid places that may lie beyond the chart: other squares of the picture. */
const MOST_STRAYS = 2;
/** Half side of the part of a patch that is read, in grid steps; a patch fills about four fifths of a step. */
const HALF_READ = 0.24;
const READ_STEPS = 12;
/** No other arrangement of these 24 colours fits as well: a wrong turn of the chart leaves more than this. */
const MOST_MEAN_DELTA_E = 8;

/**
 * Finds the 24-patch chart in a picture, however it is turned or tilted, and reads it: parts of one colour, their grid, and of the
 * four turns and all shifts of the grid the one whose colours fit. Null when there is no chart.
 */
export function findChart(image: PixelImage): FoundChart | null {
  for (const longSide of LOOK_PX) {
    const small = shrinkImage(image, longSide);
    const planes = labPlanes(small);
    const scale = image.widthPx / small.widthPx;
    for (const tolerance of TOLERANCES) {
      const nodes = patchLattice(flatPatches(planes, tolerance));
      const found = nodes.length >= LEAST_NODES ? bestPlacement(image, nodes, scale) : null;
      if (found !== null) return found;
    }
    if (small === image) break;
  }
  return null;
}

/** Places of the chart for a place of the grid: a quarter turn is x → y, y → −x. */
function turnPlace([x, y]: Point, turns: number): Point {
  return turns === 0 ? [x, y] : turnPlace([y, -x], turns - 1);
}

function bestPlacement(image: PixelImage, nodes: readonly LatticeNode[], scale: number): FoundChart | null {
  let best: FoundChart | null = null;
  for (let turns = 0; turns < 4; turns++) {
    const placed = nodes.map(({ place, centre }) => ({
      place: turnPlace(place, turns),
      centre: [centre[0] * scale, centre[1] * scale] as Point,
    }));
    for (const shift of shifts(placed)) {
      const found = tryPlacement(image, placed, shift);
      if (found !== null && found.fit.meanDeltaE < (best?.fit.meanDeltaE ?? MOST_MEAN_DELTA_E)) best = found;
    }
  }
  return best;
}

/** Shifts that bring all places but a few strays onto the chart. */
function shifts(nodes: readonly LatticeNode[]): readonly Point[] {
  const xs = nodes.map(({ place }) => place[0]);
  const ys = nodes.map(({ place }) => place[1]);
  const found: Point[] = [];
  for (let dx = -Math.max(...xs); dx <= CHART_COLUMNS - 1 - Math.min(...xs); dx++) {
    for (let dy = -Math.max(...ys); dy <= CHART_ROWS - 1 - Math.min(...ys); dy++) {
      const strays = nodes.filter(({ place: [x, y] }) => !onChart([x + dx, y + dy])).length;
      if (strays <= MOST_STRAYS) found.push([dx, dy]);
    }
  }
  return found;
}

function onChart([x, y]: Point): boolean {
  return x >= 0 && y >= 0 && x < CHART_COLUMNS && y < CHART_ROWS;
}

function tryPlacement(image: PixelImage, nodes: readonly LatticeNode[], [dx, dy]: Point): FoundChart | null {
  const used = nodes
    .map(({ place: [x, y], centre }) => ({ place: [x + dx, y + dy] as Point, centre }))
    .filter(({ place }) => onChart(place));
  const map = fitHomography(
    used.map(({ place }) => place),
    used.map(({ centre }) => centre),
  );
  if (map === null) return null;
  const centres = Array.from({ length: PATCHES }, (_, index) => project(map, placeOf(index)));
  const inside = centres.every(([x, y]) => x >= 0 && y >= 0 && x <= image.widthPx && y <= image.heightPx);
  if (!inside) return null;
  const fit = fitChart(centres.map((_, index) => readingAt(image, map, placeOf(index))));
  return fit && { ...fit, centres };
}

function placeOf(index: number): Point {
  return [index % CHART_COLUMNS, Math.floor(index / CHART_COLUMNS)];
}

function readingAt(image: PixelImage, map: Homography, [x, y]: Point): PatchReading {
  const offset = (step: number) => HALF_READ * ((2 * step) / (READ_STEPS - 1) - 1);
  const places = Array.from({ length: READ_STEPS ** 2 }, (_, at) =>
    project(map, [x + offset(at % READ_STEPS), y + offset(Math.floor(at / READ_STEPS))]),
  );
  return readPatch(image, places);
}
