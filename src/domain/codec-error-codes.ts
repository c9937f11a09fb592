/** Every error of the encodings in `src/domain`, with its meaning. Documented in `docs/error-codes.md`. */
export const CODEC_ERROR_CODES = {
  'codec/not-a-pulse-recording': 'The bytes do not begin as an encoded pulse recording.',
  'codec/unsupported-version': 'The pulse recording was encoded by a newer version of this software.',
  'codec/truncated': 'The encoded pulse recording is shorter or longer than its header says.',
  'codec/checksum': 'The encoded pulse recording was changed or damaged.',
  'codec/invalid-header': 'The header of the encoded pulse recording is not what the format prescribes.',
} as const;

export type CodecErrorCode = keyof typeof CODEC_ERROR_CODES;
