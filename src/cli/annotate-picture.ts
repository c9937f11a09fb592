import sharp from 'sharp';
import type { PixelImage } from '../domain/picture.ts';

/** The picture with the tongue's outline drawn on it, as PNG. */
export async function annotatePicture(
  image: PixelImage,
  outline: readonly (readonly [number, number])[],
  file: string,
): Promise<void> {
  const points = outline.map(([x, y]) => `${x},${y}`).join(' ');
  const width = Math.max(2, Math.round(image.widthPx / 200));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${image.widthPx}" height="${image.heightPx}">
    <polygon points="${points}" fill="none" stroke="#fff" stroke-width="${width * 2}"/>
    <polygon points="${points}" fill="none" stroke="#1B6B4A" stroke-width="${width}"/></svg>`;
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  const overlay = outline.length < 3 ? [] : [{ input: Buffer.from(svg) }];
  await sharp(image.data, { raw }).composite(overlay).png().toFile(file);
}
