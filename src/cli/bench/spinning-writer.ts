/**
 * Child process of the decoding benchmark: a device that writes one file over and over, as fast as the terminal takes it.
 * It spins instead of waiting, so that the reader and not the writer sets the pace.
 */
import { readFileSync, writeSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';

const bytes = readFileSync(process.argv[2] ?? '');
const holder = spawn('/bin/sh', ['-c', 'stty raw -echo; echo ready; exec sleep 2147483647'], { encoding: null });
// Both exist and are not in the package's published types.
const { fd, ptsName } = holder as unknown as { readonly fd: number; readonly ptsName: string };

function writeAll(): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const raw = holder.onData(() => {
  raw.dispose();
  process.send?.({ path: ptsName });
});
process.once('message', ({ repeats }: { readonly repeats: number }) => {
  for (let left = repeats; left > 0; left -= 1) writeAll();
});
process.once('disconnect', () => {
  holder.kill();
  process.exit(0);
});
