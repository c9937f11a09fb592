import type { ReferenceColours, RootPolynomial } from '../../domain/colour-calibration.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { readPatch } from './chart-reading.ts';
import { applyRootPolynomial } from './root-polynomial.ts';
import { labFromXyz } from './xyz.ts';

/** The grid by which a picture of a built-in reference is read (line protocol, section 7). */
const COLUMNS = 6;
const ROWS = 4;
/** The middle half of each field: its borders may fall beside the grid's. */
const READ = 0.25;
const READ_STEPS = 16;
/** An edge through a field says nothing of its colour; the limit is the chart's (`fit-chart.ts`). */
const MOST_UNEVEN = 0.16;

/** The fields of a picture of the built-in reference, through a calibration; null for those that cannot be read. */
export function referenceColours(image: PixelImage, coefficients: RootPolynomial): ReferenceColours {
  return Array.from({ length: COLUMNS * ROWS }, (_, field) => {
    const { rgb, unevenness, clipped } = readPatch(image, placesOf(image, field));
    return clipped || unevenness > MOST_UNEVEN ? null : labFromXyz(applyRootPolynomial(coefficients, rgb));
  });
}

function placesOf({ widthPx, heightPx }: PixelImage, field: number): readonly (readonly [number, number])[] {
  const offset = (step: number) => READ * ((2 * step) / (READ_STEPS - 1) - 1);
  const [column, row] = [(field % COLUMNS) + 0.5, Math.floor(field / COLUMNS) + 0.5];
  return Array.from({ length: READ_STEPS ** 2 }, (_, at) => [
    ((column + offset(at % READ_STEPS)) / COLUMNS) * widthPx,
    ((row + offset(Math.floor(at / READ_STEPS))) / ROWS) * heightPx,
  ]);
}
