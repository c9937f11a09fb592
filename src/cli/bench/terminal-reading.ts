import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SerialPort } from 'serialport';

/** A program beside this file that writes a file over and over through a pseudo-terminal. */
export type WriterProgram = './hosted-writer.ts' | './spinning-writer.ts';

export interface ReadingTime {
  readonly seconds: number;
  /** Of this process alone, user and system together: what the machine does besides does not count. */
  readonly cpuSeconds: number;
}

/** How long it takes to get `totalBytes` from a new pseudo-terminal through `take`. */
export async function timeToRead(
  program: WriterProgram,
  file: string,
  repeats: number,
  totalBytes: number,
  take: (bytes: Buffer) => void,
): Promise<ReadingTime> {
  const writer = fork(fileURLToPath(new URL(program, import.meta.url)), [file], { execArgv: [] });
  const [{ path }] = (await once(writer, 'message')) as [{ readonly path: string }];
  const port = new SerialPort({ path, baudRate: 921_600 });
  await once(port, 'open');
  let seen = 0;
  let startedMs = 0;
  let startedCpu = process.cpuUsage();
  const finished = new Promise<ReadingTime>((resolve) => {
    port.on('data', (bytes: Buffer) => {
      if (seen === 0) {
        startedMs = performance.now();
        startedCpu = process.cpuUsage();
      }
      seen += bytes.length;
      take(bytes);
      if (seen < totalBytes) return;
      const { user, system } = process.cpuUsage(startedCpu);
      resolve({ seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6 });
    });
  });
  writer.send({ repeats });
  const time = await finished;
  await new Promise<void>((resolve) => port.close(() => resolve()));
  writer.disconnect();
  await once(writer, 'exit');
  return time;
}
