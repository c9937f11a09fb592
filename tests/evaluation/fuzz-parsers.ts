/** Ten million random and mutated bytes through every registered parser: `node tests/evaluation/fuzz-parsers.ts [BYTES]`. */
import { EVERY_PARSER } from '../device-drivers/support/every-parser.ts';
import { fuzzParser } from '../device-drivers/support/fuzz-parser.ts';

const bytes = Number(process.argv[2] ?? 10_000_000);
const SEED = 7;

for (const [name, parser] of EVERY_PARSER) {
  const startedMs = performance.now();
  const heapBefore = process.memoryUsage().heapUsed;
  const { messages, discardedBytes, mostHeldBytes, outOfRange, unaccounted } = fuzzParser(parser, bytes, SEED);
  const seconds = (performance.now() - startedMs) / 1000;
  const heapMb = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  const verdict = outOfRange.length === 0 && unaccounted === 0 ? 'ok' : 'FAILED';
  process.stdout.write(
    `${verdict} ${name}: ${bytes} bytes in ${seconds.toFixed(1)} s, ${messages} messages, ${discardedBytes} bytes ` +
      `discarded, ${unaccounted} unaccounted, at most ${mostHeldBytes} held, heap ${heapMb.toFixed(1)} MB more, ` +
      `out of range: ${outOfRange.join(', ') || 'none'}\n`,
  );
  if (verdict !== 'ok') process.exitCode = 1;
}
