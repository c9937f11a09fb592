import sharp from 'sharp';
import type { PictureKind } from '../../../src/domain/picture.ts';

const TONGUE_OUTLINE: readonly (readonly [number, number])[] = Array.from({ length: 48 }, (_, index) => {
  const angle = (index / 48) * 2 * Math.PI;
  return [320 + 120 * Math.cos(angle), 420 + 190 * Math.sin(angle)] as const;
});

const DRAWINGS: Readonly<Record<PictureKind, string>> = {
  'tongue-top':
    '<ellipse cx="320" cy="360" rx="210" ry="200" fill="#5e3634"/><ellipse cx="320" cy="420" rx="120" ry="190" fill="#c98780"/><ellipse cx="320" cy="380" rx="80" ry="110" fill="#e2cfc2" opacity=".7"/>',
  'tongue-underside':
    '<ellipse cx="320" cy="360" rx="210" ry="200" fill="#5e3634"/><ellipse cx="320" cy="420" rx="120" ry="190" fill="#c1807d"/><path d="M280 300v200M360 300v200" stroke="#77628f" stroke-width="10"/>',
  face: '<ellipse cx="320" cy="400" rx="230" ry="300" fill="#d9b08c"/><circle cx="240" cy="340" r="16" fill="#3b2b22"/><circle cx="400" cy="340" r="16" fill="#3b2b22"/><ellipse cx="320" cy="530" rx="70" ry="18" fill="#b0605a"/>',
};

/** Drawings that stand in for camera pictures: 640×800 JPEG. */
export async function drawnPicture(kind: PictureKind): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="800"><rect width="640" height="800" fill="#d8b597"/>${DRAWINGS[kind]}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

/** 320×240 data: URL for aiming. */
export async function drawnPreview(kind: PictureKind): Promise<string> {
  const bytes = await sharp(await drawnPicture(kind))
    .resize(320, 240, { fit: 'cover' })
    .jpeg()
    .toBuffer();
  return `data:image/jpeg;base64,${bytes.toString('base64')}`;
}

export const drawnTongueOutline = TONGUE_OUTLINE;
