import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SerialPort } from 'serialport';

/** A program beside this file that writes a file over and over through a pseudo-terminal. */
export type WriterProgram = './hosted-writer.ts' | './spinning-writer.ts';

/** Seconds to take `totalBytes` from a new pseudo-terminal through `take`. */
export async function secondsToRead(
  program: WriterProgram,
  file: string,
  repeats: number,
  totalBytes: number,
  take: (bytes: Buffer) => void,
): Promise<number> {
  const writer = fork(fileURLToPath(new URL(program, import.meta.url)), [file], { execArgv: [] });
  const [{ path }] = (await once(writer, 'message')) as [{ readonly path: string }];
  const port = new SerialPort({ path, baudRate: 921_600 });
  await once(port, 'open');
  let seen = 0;
  let startedMs = 0;
  const finished = new Promise<number>((resolve) => {
    port.on('data', (bytes: Buffer) => {
      if (seen === 0) startedMs = performance.now();
      seen += bytes.length;
      take(bytes);
      if (seen >= totalBytes) resolve((performance.now() - startedMs) / 1000);
    });
  });
  writer.send({ repeats });
  const seconds = await finished;
  await new Promise<void>((resolve) => port.close(() => resolve()));
  writer.disconnect();
  await once(writer, 'exit');
  return seconds;
}
