import { describe, expect, it } from 'vitest';
import { findTongue, type TongueModelAnswer } from '../../../src/analysis/tongue/find-tongue.ts';
import { MODEL_PX, modelView } from '../../../src/analysis/tongue/model-view.ts';
import { cleanLogits, maskFromLogits } from '../../../src/analysis/tongue/tongue-logits.ts';
import { gateTongue } from '../../../src/analysis/tongue/tongue-model-gate.ts';
import type { PixelImage } from '../../../src/domain/picture.ts';

/** A red disc on white: its place is known to a fraction of a pixel. */
function disc(widthPx: number, heightPx: number, x: number, y: number, radius: number): PixelImage {
  const data = new Uint8Array(widthPx * heightPx * 3).fill(255);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const inside = Math.hypot((pixel % widthPx) + 0.5 - x, Math.floor(pixel / widthPx) + 0.5 - y) < radius;
    if (inside) data.set([200, 0, 0], pixel * 3);
  }
  return { widthPx, heightPx, data };
}

/** Stands in for the network: red is tongue; the edge lies where a cell is half red. */
function redness(pixels: Uint8Array, presence = 0.99, upright = 0.99): TongueModelAnswer {
  const logits = Float32Array.from({ length: MODEL_PX * MODEL_PX }, (_, cell) => {
    const red = pixels[cell * 3] ?? 0;
    return red < 100 ? -20 : (127 - (pixels[cell * 3 + 1] ?? 0)) / 6;
  });
  return { logits, presence, upright };
}

function overlap(image: PixelImage, mask: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const truth = image.data[pixel * 3 + 1] === 0;
    if (truth && mask[pixel]) both++;
    if (truth || mask[pixel]) either++;
  }
  return both / either;
}

describe('finding the tongue with the model', () => {
  it.each([
    [640, 480, 300, 250, 150],
    [400, 400, 200, 200, 120],
    [90, 130, 45, 65, 38],
    [1501, 997, 700, 480, 390],
  ])('returns the outline at the full size of a %i × %i picture', async (width, height, x, y, radius) => {
    const image = disc(width, height, x, y, radius);
    const { mask, refusal } = await findTongue(image, async (pixels) => redness(pixels));
    expect(refusal).toBeNull();
    expect(overlap(image, mask?.data ?? new Uint8Array())).toBeGreaterThan(0.985);
  });

  it('looks again from near at a distant tongue, and its edge is finer for it', async () => {
    const image = disc(2000, 1500, 1400, 400, 130);
    let looks = 0;
    const { mask } = await findTongue(image, async (pixels) => {
      looks++;
      return redness(pixels);
    });
    expect(looks).toBe(2);
    expect(overlap(image, mask?.data ?? new Uint8Array())).toBeGreaterThan(0.98);
  });

  it('reaches the border of the picture when the tongue does', async () => {
    const image = disc(300, 200, 150, 195, 120);
    const { mask } = await findTongue(image, async (pixels) => redness(pixels));
    expect(mask?.data[199 * 300 + 150]).toBe(255);
  });

  it('refuses a picture in which the model sees no tongue, whatever its logits', async () => {
    const image = disc(400, 400, 200, 200, 120);
    const found = await findTongue(image, async (pixels) => redness(pixels, 0.1));
    expect(found).toMatchObject({ mask: null, refusal: 'no-tongue' });
  });

  it('refuses a tongue that hangs upside down', async () => {
    const image = disc(400, 400, 200, 200, 120);
    const found = await findTongue(image, async (pixels) => redness(pixels, 0.99, 0.05));
    expect(found).toMatchObject({ mask: null, refusal: 'upside-down' });
  });

  describe('whose way up the model is unsure of', () => {
    // Off the middle, so that a picture turned by 180° is another one.
    const image = disc(400, 400, 200, 170, 120);
    const look = (asTaken: number, turned: number) =>
      findTongue(image, async (pixels) => {
        const higher = pixels.subarray(0, MODEL_PX * 3 * 45).some((value, at) => at % 3 === 1 && value === 0);
        return redness(pixels, 0.99, higher ? asTaken : turned);
      });

    it('is refused when it looks more upright turned by 180°', async () => {
      const found = await look(0.7, 0.998);
      expect(found).toMatchObject({ mask: null, refusal: 'upside-down' });
      expect(found.evidence.uprightWhenTurned).toBe(0.998);
      expect((await look(0.3, 0.6)).refusal).toBe('upside-down');
    });

    it('is taken when it looks less upright, or hardly more', async () => {
      expect((await look(0.7, 0.2)).refusal).toBeNull();
      expect((await look(0.9, 0.95)).refusal).toBeNull();
      expect((await look(0.3, 0.4)).refusal).toBeNull();
    });

    it('is not looked at turned when the model is sure', async () => {
      expect((await look(0.97, 1)).evidence.uprightWhenTurned).toBeNull();
    });
  });

  it('refuses a picture where nothing is above zero', async () => {
    const image = disc(400, 400, 200, 200, 0);
    expect((await findTongue(image, async (pixels) => redness(pixels))).refusal).toBe('no-tongue');
  });
});

describe('the gate', () => {
  const good = {
    presence: 0.99,
    upright: 0.99,
    uprightWhenTurned: null,
    areaShare: 0.3,
    solidity: 0.96,
    certainty: 0.97,
  };
  it('passes a well-formed tongue', () => {
    expect(gateTongue(good)).toBeNull();
  });
  it.each([{ presence: 0.2 }, { areaShare: 0.002 }, { solidity: 0.6 }, { certainty: 0.6 }])(
    'says no tongue for %o',
    (change) => {
      expect(gateTongue({ ...good, ...change })).toBe('no-tongue');
    },
  );
});

describe('cleaning the logits', () => {
  const view = modelView({ widthPx: MODEL_PX, heightPx: MODEL_PX, data: new Uint8Array(MODEL_PX * MODEL_PX * 3) });
  const square = (from: number, to: number, logits: Float32Array, value: number) => {
    for (let y = from; y < to; y++) for (let x = from; x < to; x++) logits[y * MODEL_PX + x] = value;
  };

  it('keeps the largest part and fills its holes', () => {
    const logits = new Float32Array(MODEL_PX * MODEL_PX).fill(-5);
    square(50, 150, logits, 5);
    square(90, 95, logits, -5);
    square(200, 210, logits, 5);
    const mask = maskFromLogits(cleanLogits(logits, view), view, { widthPx: MODEL_PX, heightPx: MODEL_PX });
    expect(mask.data.filter((value) => value > 0).length).toBeGreaterThan(9_700);
    expect(mask.data[92 * MODEL_PX + 92]).toBe(255);
    expect(mask.data[205 * MODEL_PX + 205]).toBe(0);
  });

  it('ignores what lies in the black beside a letterboxed picture', () => {
    const wide = modelView({ widthPx: 448, heightPx: 224, data: new Uint8Array(448 * 224 * 3) });
    const logits = new Float32Array(MODEL_PX * MODEL_PX).fill(-5);
    square(0, 40, logits, 5);
    expect(cleanLogits(logits, wide).some((logit) => logit > 0)).toBe(false);
  });
});
