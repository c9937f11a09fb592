/** Bytes that are no message, with the reason. `bytes` is what was kept of them: the first few, for a log. */
export interface Discarded {
  readonly kind: 'discarded';
  readonly reason: DiscardReason;
  readonly byteCount: number;
  readonly bytes: Uint8Array;
}

/**
 * Why bytes were thrown away: no frame begins there, the check does not fit, the length or a field is not one the
 * protocol knows, a value is outside its documented range, a frame without a check stood alone among noise, a line
 * never ended, or the stream ended inside a frame.
 */
export type DiscardReason =
  | 'noise'
  | 'wrong-checksum'
  | 'malformed'
  | 'out-of-range'
  | 'unconfirmed'
  | 'too-long'
  | 'incomplete';

/** What a parser makes of a stream: every byte is in exactly one item, and how the stream was cut cannot be told. */
export type Framed<M> = { readonly kind: 'message'; readonly message: M; readonly byteCount: number } | Discarded;

export interface ByteParser {
  push(bytes: Uint8Array): void;
  /** The stream has ended: what is left is discarded as incomplete. */
  finish(): void;
  /** Bytes held that are in no item yet; bounded by the protocol's longest frame. */
  readonly heldBytes: number;
}

export type CreateParser<M> = (emit: (item: Framed<M>) => void) => ByteParser;
