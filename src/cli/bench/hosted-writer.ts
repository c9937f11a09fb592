/** Child process of the decoding benchmark: writes one file over and over through the terminal that hosts simulators. */
import { readFileSync } from 'node:fs';
import { openPseudoTerminal } from '../../../device-drivers/transport/pseudo-terminal.ts';

const PACE_MS = 1;
const MOST_WAITING_BYTES = 262_144;

const bytes = readFileSync(process.argv[2] ?? '');
const terminal = await openPseudoTerminal(() => undefined);
process.send?.({ path: terminal.path });
process.once('message', ({ repeats }: { readonly repeats: number }) => {
  let left = repeats;
  const pump = (): void => {
    while (left > 0 && terminal.waitingBytes < MOST_WAITING_BYTES) {
      terminal.write(bytes);
      left -= 1;
    }
    if (left > 0) setTimeout(pump, PACE_MS);
  };
  pump();
});
process.once('disconnect', () => process.exit(0));
