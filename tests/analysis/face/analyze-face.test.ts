import { describe, expect, it } from 'vitest';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import { deltaE2000 } from '../../../src/analysis/colour/delta-e.ts';
import { analyzeFace } from '../../../src/analysis/face/analyze-face.ts';
import { judgePreview } from '../../../src/analysis/picture/judge-preview.ts';
import type { FaceRegion } from '../../../src/domain/finding.ts';
import { decoded, EMPTY_SCENES } from '../support/scenes.ts';

const REGIONS: readonly FaceRegion[] = ['forehead', 'cheekLeft', 'cheekRight', 'nose', 'chin', 'lips'];

describe('the face analysis', () => {
  it.each([1, 2, 7])('recovers the colour of every region of the drawn face of seed %d', async (seed) => {
    const source = createRenderedPictureSource({ seed });
    const { finding, mask } = analyzeFace(await decoded(await source.picture('face')));
    expect(finding.quality).toEqual({ score: 1, usable: true, reasons: ['uncalibrated'] });
    for (const region of REGIONS) {
      const lab = finding.regions[region]?.lab ?? { l: Number.NaN, a: 0, b: 0 };
      expect(deltaE2000(lab, source.truth.face.regions[region]), region).toBeLessThanOrEqual(3);
    }
    expect(mask?.widthPx).toBe(640);
    expect(judgePreview(await decoded(await source.preview('face', 9)), 'face').usable).toBe(true);
  });

  it("calls left what is the person's own left: on the right of the picture", async () => {
    const image = await decoded(await createRenderedPictureSource({ seed: 1 }).picture('face'));
    for (let y = 0; y < image.heightPx; y++) {
      for (let x = 330; x < image.widthPx; x++) {
        const at = (y * image.widthPx + x) * 3;
        image.data[at] = Math.round((image.data[at] ?? 0) * 0.9);
        image.data[at + 1] = Math.round((image.data[at + 1] ?? 0) * 0.9);
        image.data[at + 2] = Math.round((image.data[at + 2] ?? 0) * 0.9);
      }
    }
    const { regions } = analyzeFace(image).finding;
    expect(regions.cheekLeft?.lab.l).toBeLessThan((regions.cheekRight?.lab.l ?? 0) - 3);
  });

  it.each(Object.entries(EMPTY_SCENES))('refuses %s', (_name, image) => {
    const { finding, mask } = analyzeFace(image);
    expect(finding.quality.usable).toBe(false);
    expect(finding.quality.reasons).toContain('no-face');
    expect(finding.regions).toEqual({});
    expect(mask).toBeNull();
    expect(judgePreview(image, 'face').usable).toBe(false);
  });

  it('takes no tongue for a face', async () => {
    const source = createRenderedPictureSource({ seed: 4 });
    for (const kind of ['tongue-top', 'tongue-underside'] as const) {
      expect(analyzeFace(await decoded(await source.picture(kind))).finding.quality.reasons).toContain('no-face');
    }
  });

  it('notices that half the face lies outside the picture', async () => {
    const image = await decoded(await createRenderedPictureSource({ seed: 1 }).picture('face'));
    const widthPx = 330;
    const data = new Uint8Array(widthPx * image.heightPx * 3);
    for (let y = 0; y < image.heightPx; y++) {
      data.set(image.data.subarray(y * image.widthPx * 3, (y * image.widthPx + widthPx) * 3), y * widthPx * 3);
    }
    expect(analyzeFace({ widthPx, heightPx: image.heightPx, data }).finding.quality.usable).toBe(false);
  });
});
