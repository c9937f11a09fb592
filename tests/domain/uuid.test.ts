import { describe, expect, it } from 'vitest';
import { createUuidV7 } from '../../src/domain/uuid.ts';

const zeros = (count: number) => new Uint8Array(count);

describe('a UUID of version 7', () => {
  it('carries the time of RFC 9562’s example', () => {
    // RFC 9562, A.6: 2022-02-22 19:22:22.000 UTC is 0x017F22E279B0.
    const newId = createUuidV7(() => Date.UTC(2022, 1, 22, 19, 22, 22), zeros);
    expect(newId()).toBe('017f22e2-79b0-7000-8000-000000000000');
  });

  it('ascends while the clock stands still, steps back, or the counter runs over', () => {
    const times = [1000, 1000, 990, ...Array<number>(5000).fill(990), 2000];
    let call = 0;
    const newId = createUuidV7(() => times[call++] ?? 0, zeros);
    const ids = times.map(() => newId());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
