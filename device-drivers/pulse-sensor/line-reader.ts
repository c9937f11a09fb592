import type { CreateParser } from '../session/framed.ts';
import { createLineParser } from '../session/line-parser.ts';
import { type PulseSensorMessage, readLine } from './messages.ts';
import { MAX_LINE_BYTES } from './protocol.ts';

export const createPulseSensorParser: CreateParser<PulseSensorMessage> = (emit) =>
  createLineParser({ maxLineBytes: MAX_LINE_BYTES, read: readLine, emit });
