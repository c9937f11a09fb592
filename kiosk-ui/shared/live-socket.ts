import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../src/domain/clock.ts';
import type { LiveMessage } from '../../src/domain/station-api.ts';

/** The part of a browser `WebSocket` that is used. */
export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  close(): void;
}

export interface LiveSocket {
  readonly state: ReadonlySignal<'connecting' | 'open' | 'waiting'>;
  /** Returns a function that stops listening. */
  subscribe(listener: (message: LiveMessage) => void): () => void;
  /** Connects anew at once: the server reads the visit cookie only when a socket opens. */
  reopen(): void;
  close(): void;
}

const RECONNECT_DELAYS_MS = [1000, 2000, 5000, 10_000];
/** The station sends a heartbeat well within this; silence means a dead link that TCP has not noticed. */
const SILENCE_MS = 30_000;

/** Live messages with reconnection after 1, 2, 5, then every 10 s. A message that is not JSON is ignored. */
export function createLiveSocket(open: () => SocketLike, clock: Clock): LiveSocket {
  const state = signal<'connecting' | 'open' | 'waiting'>('connecting');
  const listeners = new Set<(message: LiveMessage) => void>();
  let socket: SocketLike | null = null;
  let failures = 0;
  let closed = false;
  let cancelTimer = () => {};

  const watchSilence = () => {
    cancelTimer();
    cancelTimer = clock.after(SILENCE_MS, () => socket?.close());
  };
  const reconnectLater = () => {
    if (closed) return;
    state.value = 'waiting';
    const delayMs = RECONNECT_DELAYS_MS[Math.min(failures, RECONNECT_DELAYS_MS.length - 1)] ?? 10_000;
    failures += 1;
    cancelTimer();
    cancelTimer = clock.after(delayMs, connect);
  };
  const receive = (data: unknown) => {
    watchSilence();
    const message = parseMessage(data);
    if (message !== null) for (const listener of listeners) listener(message);
  };
  const drop = () => {
    cancelTimer();
    if (socket === null) return;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
  };
  const connect = () => {
    state.value = 'connecting';
    socket = open();
    socket.onopen = () => {
      failures = 0;
      state.value = 'open';
      watchSilence();
    };
    socket.onmessage = (event) => receive(event.data);
    socket.onclose = reconnectLater;
  };
  connect();

  return {
    state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reopen: () => {
      drop();
      connect();
    },
    close: () => {
      closed = true;
      drop();
    },
  };
}

/** Opens `/api/live` (or another path) on the page's own server. */
export function openPageSocket(path = '/api/live'): SocketLike {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url) as unknown as SocketLike;
}

function parseMessage(data: unknown): LiveMessage | null {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null && 'type' in value ? (value as LiveMessage) : null;
  } catch {
    return null;
  }
}
