/**
 * For frames without a checksum: a frame counts once it stands in a run of frames with nothing between them. Noise that
 * looks like a frame now and then is so kept out of the record; frames of a run are only held back, never lost.
 */
import type { ByteParser, CreateParser, Framed } from './framed.ts';

/**
 * `runLength` is chosen so that random bytes give a false run less than once in a million bytes. A message that
 * `isCertain` (it has a checksum, or many fixed bytes) confirms the run it stands in.
 */
export function confirmRuns<M>(
  create: CreateParser<M>,
  runLength: number,
  isCertain: (message: M) => boolean = () => false,
): CreateParser<M> {
  return (emit) => {
    let waiting: Extract<Framed<M>, { kind: 'message' }>[] = [];
    let confirmed = false;

    const giveUp = (): void => {
      for (const { byteCount } of waiting) {
        emit({ kind: 'discarded', reason: 'unconfirmed', byteCount, bytes: NOTHING });
      }
      waiting = [];
      confirmed = false;
    };
    const onItem = (item: Framed<M>): void => {
      if (item.kind === 'discarded') {
        giveUp();
        emit(item);
      } else if (confirmed) {
        emit(item);
      } else {
        waiting.push(item);
        if (waiting.length >= runLength || isCertain(item.message)) release();
      }
    };
    const release = (): void => {
      const run = waiting;
      waiting = [];
      confirmed = true;
      for (const item of run) emit(item);
    };
    const inner = create(onItem);
    return {
      push: inner.push,
      finish() {
        inner.finish();
        giveUp();
      },
      get heldBytes() {
        return inner.heldBytes + waiting.reduce((sum, { byteCount }) => sum + byteCount, 0);
      },
    } satisfies ByteParser;
  };
}

const NOTHING = new Uint8Array(0);
