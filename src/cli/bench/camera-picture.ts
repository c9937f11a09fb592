import sharp from 'sharp';
import { toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue } from '../../../device-drivers/simulation/tongue-phantom.ts';

/** A drawn tongue at a camera's size with the noise of a sensor, as JPEG of quality 90. */
export async function cameraPicture(widthPx: number, heightPx: number): Promise<Uint8Array> {
  const { canvas } = drawTongue({ widthPx: 1000, heightPx: 750 }, 5, DEFAULT_TONGUE_LOOK);
  const { data } = toPixelImage(canvas);
  const small = sharp(data, { raw: { width: 1000, height: 750, channels: 3 } });
  const noise = {
    width: widthPx,
    height: heightPx,
    channels: 3,
    noise: { type: 'gaussian', mean: 128, sigma: 6 },
  } as const;
  const grain = await sharp({ create: { ...noise, background: '#888' } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const picture = await small.resize(widthPx, heightPx).png({ compressionLevel: 1 }).toBuffer();
  const noisy = sharp(picture).composite([{ input: grain, blend: 'soft-light' }]);
  return new Uint8Array(await noisy.jpeg({ quality: 90 }).toBuffer());
}
