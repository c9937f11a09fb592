import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import { analyzeTongue } from '../../../src/analysis/tongue/analyze-tongue.ts';
import { decoded } from '../support/scenes.ts';

const picture = async () => (await createRenderedPictureSource({ seed: 6 }).picture('tongue-top')).bytes;

async function reasonsAfter(change: (image: Sharp) => Sharp): Promise<readonly string[]> {
  const bytes = new Uint8Array(
    await change(sharp(await picture()))
      .png()
      .toBuffer(),
  );
  const { finding } = analyzeTongue(await decoded({ mediaType: 'image/png', bytes }));
  expect(finding.quality.usable).toBe(false);
  expect(finding.body).toBeNull();
  return finding.quality.reasons;
}

describe('the gate of the tongue picture', () => {
  it('notices that the picture is out of focus', async () => {
    expect(await reasonsAfter((image) => image.blur(8))).toContain('blurred');
  });

  it('notices that the tip lies outside the picture', async () => {
    expect(await reasonsAfter((image) => image.extract({ left: 0, top: 0, width: 640, height: 330 }))).toContain(
      'tongue-cut-off',
    );
  });

  it('notices that the tongue is small in the frame', async () => {
    const margin = { top: 500, bottom: 500, left: 600, right: 600, background: '#555f58' };
    expect(await reasonsAfter((image) => image.extend(margin))).toContain('too-small');
  });

  it('notices that the lamp was off', async () => {
    expect(await reasonsAfter((image) => image.linear(0.3, 0))).toContain('too-dark');
  });
});
