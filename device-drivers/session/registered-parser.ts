import type { DecodedValue, RegisteredParser } from '../contract/registration.ts';
import type { CreateParser } from './framed.ts';

export interface RegisteredParserOptions<M> {
  readonly name: string;
  readonly createParser: CreateParser<M>;
  readonly sampleFrames: () => readonly Uint8Array[];
  readonly mostHeldBytes?: number;
  /** Every number in a message that can be outside its documented range; those marked invalid are left out. */
  readonly values: (message: M) => readonly DecodedValue[];
}

/** A driver's parser in the form in which the registry offers it, its messages read as numbers with their ranges. */
export function registeredParser<M>(options: RegisteredParserOptions<M>): RegisteredParser {
  const { name, createParser, sampleFrames, mostHeldBytes, values } = options;
  return {
    name,
    sampleFrames,
    ...(mostHeldBytes === undefined ? {} : { mostHeldBytes }),
    create: (emit) =>
      createParser((item) =>
        emit(
          item.kind === 'discarded'
            ? item
            : { kind: 'message', byteCount: item.byteCount, message: values(item.message) },
        ),
      ),
  };
}

/** A value in its documented range; nothing where the device marked it invalid. */
export function decodedValue(name: string, value: number | null, least: number, most: number): DecodedValue[] {
  return value === null ? [] : [{ name, value, least, most }];
}
