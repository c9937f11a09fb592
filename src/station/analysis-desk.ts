import { Worker } from 'node:worker_threads';
import type { Clock } from '../domain/clock.ts';
import { SizhenError } from '../domain/sizhen-error.ts';
import type { AnalysisJob, AnalysisReply, AnalysisResult } from './analysis-messages.ts';
import { StationError } from './station-error.ts';

/** The slowest analysis (a full picture on the slowest supported machine) stays far below this. */
const TIME_LIMIT_MS = 20_000;

/** Runs analyses in a worker thread; a thread that crashes or hangs is replaced, and only its jobs fail. */
export interface AnalysisDesk {
  analyse(job: AnalysisJob): Promise<AnalysisResult>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: AnalysisResult) => void;
  readonly reject: (error: unknown) => void;
  readonly cancelLimit: () => void;
}

export function createAnalysisDesk(clock: Clock): AnalysisDesk {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 1;

  const settle = (id: number): Waiting | undefined => {
    const job = waiting.get(id);
    waiting.delete(id);
    job?.cancelLimit();
    return job;
  };
  const dropThread = (why: string): void => {
    const failed = worker;
    worker = null;
    for (const id of [...waiting.keys()]) settle(id)?.reject(new StationError('station/analysis-failed', why));
    failed?.removeAllListeners();
    failed?.terminate().catch(() => undefined);
  };
  const onReply = (reply: AnalysisReply): void => {
    const job = settle(reply.id);
    if ('result' in reply) job?.resolve(reply.result);
    else job?.reject(new SizhenError(reply.failure.code, reply.failure.message));
  };
  const thread = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(new URL('./analysis-thread.ts', import.meta.url));
    started.on('message', onReply);
    started.on('error', () => dropThread('the analysis thread crashed'));
    started.on('exit', () => dropThread('the analysis thread ended'));
    worker = started;
    return started;
  };

  return {
    analyse(job) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const cancelLimit = clock.after(TIME_LIMIT_MS, () => dropThread('the analysis took too long'));
        waiting.set(id, { resolve, reject, cancelLimit });
        thread().postMessage({ id, job });
      });
    },
    async close() {
      dropThread('the station is closing');
    },
  };
}
