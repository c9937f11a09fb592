import { describe, expect, it } from 'vitest';
import { createLiveSocket, type SocketLike } from '../../../kiosk-ui/shared/live-socket.ts';
import { createManualClock } from './manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const opened: (SocketLike & { closed: boolean })[] = [];
  const open = () => {
    const socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      closed: false,
      close() {
        this.closed = true;
        (this.onclose as (() => void) | null)?.();
      },
    } as SocketLike & { closed: boolean };
    opened.push(socket);
    return socket;
  };
  return { clock, opened, live: createLiveSocket(open, clock), last: () => opened.at(-1) };
}

describe('the live socket', () => {
  it('comes back after 1, 2, 5 and then every 10 s', () => {
    const { clock, opened, last } = setUp();
    for (const delayMs of [1000, 2000, 5000, 10_000, 10_000]) {
      const before = opened.length;
      last()?.close();
      clock.pass(delayMs - 1);
      expect(opened).toHaveLength(before);
      clock.pass(1);
      expect(opened).toHaveLength(before + 1);
    }
  });

  it('hands on messages and ignores what is not JSON', () => {
    const { live, last } = setUp();
    const seen: string[] = [];
    live.subscribe((message) => seen.push(message.type));
    last()?.onmessage?.({ data: '{"type":"heartbeat"}' });
    last()?.onmessage?.({ data: '<html>' });
    expect(seen).toEqual(['heartbeat']);
  });

  it('gives up a link that has been silent for 30 s', () => {
    const { clock, opened, last, live } = setUp();
    (last()?.onopen as (() => void) | null)?.();
    clock.pass(29_999);
    expect(live.state.value).toBe('open');
    clock.pass(1 + 1000);
    expect(opened).toHaveLength(2);
  });

  it('connects anew at once when the cookie has changed, without a second reconnect', () => {
    const { clock, opened, live } = setUp();
    live.reopen();
    expect(opened.map((socket) => socket.closed)).toEqual([true, false]);
    clock.pass(5000);
    expect(opened).toHaveLength(2);
  });
});
