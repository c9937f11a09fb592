import sharp from 'sharp';
import type { PictureKind, PixelImage } from '../../src/domain/picture.ts';
import { drawCaption } from './caption.ts';
import { drawFace, type FaceTruth } from './face-phantom.ts';
import { type LabCanvas, mix, toPixelImage } from './lab-canvas.ts';
import type { PictureSource, SimulatedPicture } from './sources.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue, type TongueLook, type TongueTruth } from './tongue-phantom.ts';
import { drawUnderside, type UndersideTruth } from './underside-phantom.ts';

export interface RenderOptions {
  readonly seed: number;
  /** Width, default 640; the height is three quarters of it. */
  readonly widthPx?: number;
  readonly tongue?: Partial<TongueLook>;
}

export interface RenderedPictureSource extends PictureSource {
  /** What the full pictures show, exactly. */
  readonly truth: {
    readonly tongue: TongueTruth;
    readonly underside: UndersideTruth;
    readonly face: FaceTruth;
  };
}

const DEFAULT_WIDTH_PX = 640;
const PREVIEW_WIDTH_PX = 320;
const JPEG_QUALITY = 92;
const PREVIEW_QUALITY = 80;
/** A person holding still sways by about this share of the picture's height, once in `SWAY_FRAMES` preview frames. */
const SWAY = 0.006;
const SWAY_FRAMES = 40;

/** Drawn pictures with a visible caption; the same for a seed. Full pictures are drawn once, when first asked for. */
export function createRenderedPictureSource(options: RenderOptions): RenderedPictureSource {
  const size = sizeOf(options.widthPx ?? DEFAULT_WIDTH_PX);
  const look = { ...DEFAULT_TONGUE_LOOK, ...options.tongue };
  const full = drawings(size, options.seed, look);
  const small = drawings(sizeOf(PREVIEW_WIDTH_PX), options.seed, look);
  const encoded = new Map<PictureKind, Promise<SimulatedPicture>>();
  return {
    description: `rendered pictures, seed ${options.seed}`,
    synthetic: true,
    sways: true,
    picture: (kind) => remember(encoded, kind, () => encode(full[kind]().canvas, JPEG_QUALITY)),
    preview: async (kind, frameIndex) => encode(swayed(small[kind]().canvas, frameIndex), PREVIEW_QUALITY),
    truth: {
      get tongue() {
        return full['tongue-top']().truth;
      },
      get underside() {
        return full['tongue-underside']().truth;
      },
      get face() {
        return full.face().truth;
      },
    },
  };
}

function drawings(size: { widthPx: number; heightPx: number }, seed: number, look: TongueLook) {
  return {
    'tongue-top': once(() => drawTongue(size, seed, look)),
    'tongue-underside': once(() => drawUnderside(size, seed)),
    face: once(() => drawFace(size, seed)),
  };
}

function sizeOf(widthPx: number): { widthPx: number; heightPx: number } {
  return { widthPx, heightPx: Math.round((widthPx * 3) / 4) };
}

/** The still picture moved by a fraction of a pixel or a few: the person sways, not the camera. */
function swayed(canvas: LabCanvas, frameIndex: number): LabCanvas {
  const shift = SWAY * canvas.heightPx * Math.sin((2 * Math.PI * frameIndex) / SWAY_FRAMES);
  const whole = Math.floor(shift);
  const part = shift - whole;
  const { widthPx, heightPx, data } = canvas;
  const rowShift = Math.round(shift * 0.4);
  const moved = new Float32Array(data.length);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.min(Math.max(y - rowShift, 0), heightPx - 1) * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const near = (row + Math.min(Math.max(x - whole, 0), widthPx - 1)) * 3;
      const far = (row + Math.min(Math.max(x - whole - 1, 0), widthPx - 1)) * 3;
      for (let channel = 0; channel < 3; channel++) {
        moved[(y * widthPx + x) * 3 + channel] = mix(data[near + channel] ?? 0, data[far + channel] ?? 0, part);
      }
    }
  }
  return { widthPx, heightPx, data: moved };
}

async function encode(canvas: LabCanvas, quality: number): Promise<SimulatedPicture> {
  const captioned = { ...canvas, data: canvas.data.slice() };
  drawCaption(captioned);
  const image: PixelImage = toPixelImage(captioned);
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 as const };
  const bytes = await sharp(image.data, { raw }).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
  return { mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
