import type { Clock } from '../domain/clock.ts';
import { SizhenError } from '../domain/sizhen-error.ts';
import { WorkerPool } from '../inference/worker-pool.ts';
import type { AnalysisAnswer, AnalysisJob, AnalysisResult } from './analysis-messages.ts';

/** The slowest analysis (a full picture on the slowest supported machine) stays far below this. */
const TIME_LIMIT_MS = 20_000;

/** Runs analyses in a thread of their own; one that crashes or hangs is replaced, and only its job fails. */
export interface AnalysisDesk {
  /** Rejects with the analysis's own code, or `inference/timed-out`, `inference/worker-crashed`. */
  analyse(job: AnalysisJob): Promise<AnalysisResult>;
  /** Starts the thread before the first capture needs it. */
  warmUp(): void;
  close(): Promise<void>;
}

export function createAnalysisDesk(clock: Clock): AnalysisDesk {
  const program = new URL('./analysis-thread.ts', import.meta.url);
  const pool = new WorkerPool<AnalysisJob, AnalysisAnswer>({ program, size: 1, timeoutMs: TIME_LIMIT_MS, clock });
  return {
    async analyse(job) {
      const answer = await pool.run(job);
      if (answer.kind === 'failure') throw new SizhenError(answer.code, answer.message);
      return answer.result;
    },
    warmUp() {
      pool.run({ type: 'nothing' }).catch(() => undefined);
    },
    close: () => pool.close(),
  };
}
