/** Why a transport closed. `requested` is our own close; everything else is news to the layer above. */
export type TransportCloseReason = 'requested' | 'unplugged' | 'ended' | 'failed';

export interface TransportHandlers {
  /** The bytes belong to the receiver; the transport does not touch them again. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Called exactly once after a successful open. */
  readonly onClosed: (reason: TransportCloseReason, detail: string) => void;
}

/**
 * Bytes in and out of a device, whatever carries them. One open at a time; may be opened again after it closed.
 * Throws `TransportError` (codes `transport/…`) from `open` and `write`.
 */
export interface ByteTransport {
  /** For people: `serial /dev/ttyACM0`, `tcp 127.0.0.1:7701`, `replay fixtures/…`. */
  readonly description: string;
  readonly nature: 'live' | 'replayed' | 'simulated';
  open(handlers: TransportHandlers): Promise<void>;
  /** Resolves when the bytes were handed to the operating system. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
