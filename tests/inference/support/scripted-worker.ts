import { parentPort } from 'node:worker_threads';
import type { WorkerRequest } from '../../../src/inference/worker-protocol.ts';

/** A worker program whose job says how it behaves: the pool is tested against real threads without any model. */
export type ScriptedJob =
  | { readonly does: 'echo'; readonly text: string }
  /** Blocks the thread, as native code does, until the test wakes it. */
  | { readonly does: 'block'; readonly gate: Int32Array }
  | { readonly does: 'exit' }
  | { readonly does: 'throw' };

let jobsDone = 0;

parentPort?.on('message', (request: WorkerRequest<ScriptedJob>) => {
  if (request.kind === 'end') parentPort?.close();
  if (request.kind === 'job') perform(request.job);
});

function perform(job: ScriptedJob): void {
  jobsDone += 1;
  if (job.does === 'echo') parentPort?.postMessage({ kind: 'answer', answer: { text: job.text, jobsDone } });
  if (job.does === 'block') {
    Atomics.wait(job.gate, 0, 0);
    parentPort?.postMessage({ kind: 'answer', answer: { text: 'too late', jobsDone } });
  }
  if (job.does === 'exit') process.exit(7);
  if (job.does === 'throw') throw new Error('not caught');
}
