import type { Clock } from '../domain/clock.ts';
import type { PictureModelState } from '../domain/picture-model-state.ts';
import { SizhenError } from '../domain/sizhen-error.ts';
import { WorkerPool } from '../inference/worker-pool.ts';
import type { AnalysisAnswer, AnalysisJob, AnalysisResult, AnalysisSettings } from './analysis-messages.ts';

/** The slowest analysis (a full picture on the slowest supported machine) stays far below this. */
const TIME_LIMIT_MS = 20_000;

/** Runs analyses in a thread of their own; one that crashes or hangs is replaced, and only its job fails. */
export interface AnalysisDesk {
  /** Rejects with the analysis's own code, or `inference/timed-out`, `inference/worker-crashed`. */
  analyse(job: AnalysisJob): Promise<AnalysisResult>;
  /** Starts the thread and checks its models before the first capture needs them. */
  warmUp(): void;
  /** The models of pictures: verified, or left out and why. */
  models(): Promise<readonly PictureModelState[]>;
  close(): Promise<void>;
}

export function createAnalysisDesk(settings: AnalysisSettings, clock: Clock): AnalysisDesk {
  const program = new URL('./analysis-thread.ts', import.meta.url);
  const pool = new WorkerPool<AnalysisJob, AnalysisAnswer>({
    program,
    workerData: settings,
    size: 1,
    timeoutMs: TIME_LIMIT_MS,
    clock,
  });
  const analyse = async (job: AnalysisJob): Promise<AnalysisResult> => {
    const answer = await pool.run(job);
    if (answer.kind === 'failure') throw new SizhenError(answer.code, answer.message);
    return answer.result;
  };
  const models = async (): Promise<readonly PictureModelState[]> => {
    const result = await analyse({ type: 'models' });
    return result.kind === 'models' ? result.states : [];
  };
  return {
    analyse,
    models,
    warmUp() {
      models().catch(() => undefined);
    },
    close: () => pool.close(),
  };
}
