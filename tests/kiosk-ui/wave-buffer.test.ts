import { describe, expect, it } from 'vitest';
import { createWaveBuffer, type WaveBuffer } from '../../kiosk-ui/shared/wave-buffer.ts';

const RATE_HZ = 10;

/** Batches of 100 ms, each drawn before the next comes. */
function draw(buffer: WaveBuffer, samples: readonly number[]): void {
  for (const sample of samples) {
    buffer.push(RATE_HZ, [[sample]]);
    buffer.advance(100);
  }
}

describe('the wave of a device on its card', () => {
  it('goes on from batch to batch', () => {
    const buffer = createWaveBuffer(5);
    draw(buffer, [1, 2, 3]);
    buffer.advance(400);
    draw(buffer, [4, 5]);
    buffer.advance(400);
    expect(buffer.windows()).toEqual([[1, 2, 3, 4, 5]]);
  });

  it('begins anew after a second of silence, not with a jump at the end of the old one', () => {
    const buffer = createWaveBuffer(5);
    draw(buffer, [1, 2, 3]);
    buffer.advance(1_000);
    expect(buffer.stale).toBe(true);
    expect(buffer.windows()).toEqual([[1, 2, 3]]);
    draw(buffer, [7, 8]);
    buffer.advance(400);
    expect(buffer.windows()).toEqual([[7, 8]]);
  });

  it('shows no more than its seconds', () => {
    const buffer = createWaveBuffer(1);
    draw(
      buffer,
      Array.from({ length: 35 }, (_, index) => index),
    );
    buffer.advance(400);
    expect(buffer.windows()[0]).toHaveLength(buffer.capacity);
    expect(buffer.windows()[0]?.at(-1)).toBe(34);
  });
});
