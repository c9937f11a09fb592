import type { Clock } from '../domain/clock.ts';
import type { LiveMessage } from '../domain/station-api.ts';

/** The part of a WebSocket that the hub needs. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(): void;
  on(event: 'close', listener: () => void): unknown;
}

/** Who may see what: a resident's page sees its own visit; staff see every visit; anyone sees the instrument's state. */
export type LiveAudience = { readonly visitId: string | null; readonly staff: boolean };

export interface LiveHub {
  join(socket: LiveSocket, audience: LiveAudience): void;
  toEveryone(message: LiveMessage): void;
  toVisit(visitId: string, message: LiveMessage): void;
  toStaff(message: LiveMessage): void;
  /** Ends the sockets of staff pages; each comes back with the rights its cookies still give. */
  dropStaff(): void;
  close(): void;
}

const HEARTBEAT_MS = 5_000;

/** A page that cannot keep up loses wave pieces and previews, never phases or findings. */
const MAX_BUFFERED_BYTES = 1_000_000;

const DROPPABLE: readonly LiveMessage['type'][] = ['pulse', 'preview', 'device-wave', 'device-picture'];

const droppable = (message: LiveMessage): boolean => DROPPABLE.includes(message.type);

export function createLiveHub(clock: Clock): LiveHub {
  const sockets = new Map<LiveSocket, LiveAudience>();
  const send = (message: LiveMessage, wanted: (audience: LiveAudience) => boolean): void => {
    if (![...sockets.values()].some(wanted)) return;
    const text = JSON.stringify(message);
    for (const [socket, audience] of sockets) {
      if (!wanted(audience)) continue;
      if (droppable(message) && socket.bufferedAmount > MAX_BUFFERED_BYTES) continue;
      socket.send(text);
    }
  };
  let cancelBeat = (): void => undefined;
  const beat = (): void => {
    send({ type: 'heartbeat' }, () => true);
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
  };
  cancelBeat = clock.after(HEARTBEAT_MS, beat);

  return {
    join(socket, audience) {
      sockets.set(socket, audience);
      socket.on('close', () => sockets.delete(socket));
    },
    toEveryone: (message) => send(message, () => true),
    toVisit: (visitId, message) => send(message, (audience) => audience.staff || audience.visitId === visitId),
    toStaff: (message) => send(message, ({ staff }) => staff),
    dropStaff() {
      for (const [socket, { staff }] of sockets) if (staff) socket.close();
    },
    close() {
      cancelBeat();
      sockets.clear();
    },
  };
}
