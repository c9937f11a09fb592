import sharp from 'sharp';
import type { Lab } from '../../src/domain/picture.ts';
import { drawCaption } from './caption.ts';
import { createCanvas, paint, toPixelImage } from './lab-canvas.ts';
import type { SimulatedPicture } from './sources.ts';

const SIZE = { widthPx: 480, heightPx: 360 };
const JPEG_QUALITY = 92;
/** Matt fields of the drawn reference, row by row: a grey wedge over colours of skin and tongue. Invented. */
const FIELDS: readonly (readonly Lab[])[] = [
  [85, 70, 56, 42, 30, 20].map((l) => ({ l, a: 0, b: 0 })),
  [
    { l: 66, a: 15, b: 18 },
    { l: 58, a: 22, b: 12 },
    { l: 52, a: 30, b: 14 },
    { l: 45, a: 36, b: 16 },
    { l: 74, a: 6, b: 20 },
    { l: 60, a: 2, b: -14 },
  ],
];
/** What a lens or a lamp that has yellowed does to every field; more than twice what a calibration may be off. */
const YELLOWED = { l: -3, a: 1, b: 9 };

/** The built-in colour reference as the simulated camera sees it; `drifted` as after years of lamp and dust. */
export async function drawReference(drifted: boolean): Promise<SimulatedPicture> {
  const canvas = createCanvas(SIZE.widthPx, SIZE.heightPx);
  const aspect = SIZE.widthPx / SIZE.heightPx;
  paint(canvas, (x, y) => {
    const row = FIELDS[Math.min(1, Math.floor(y * 2))] ?? [];
    const { l, a, b } = row[Math.min(5, Math.floor((x / aspect + 0.5) * 6))] ?? { l: 50, a: 0, b: 0 };
    const lab = drifted ? { l: l + YELLOWED.l, a: a + YELLOWED.a, b: b + YELLOWED.b } : { l, a, b };
    return { lab, alpha: 1 };
  });
  drawCaption(canvas);
  const { data } = toPixelImage(canvas);
  const raw = { width: SIZE.widthPx, height: SIZE.heightPx, channels: 3 } as const;
  const bytes = await sharp(data, { raw }).jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
  return { mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}
