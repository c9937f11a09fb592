import { Worker } from 'node:worker_threads';
import type { Clock } from '../domain/clock.ts';
import { InferenceError } from './inference-error.ts';
import type { ModelFile, WorkerReply, WorkerRequest } from './worker-protocol.ts';

export interface WorkerPoolOptions {
  /** The worker's program. It answers each `job` with one `WorkerReply`, in order. */
  readonly program: URL;
  /** Handed to each thread as it starts, copied. */
  readonly workerData?: unknown;
  readonly size: number;
  /** Longest a job may hold a worker, counted from when it is given to it, start-up included. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

interface Task<Job, Answer> {
  readonly job: Job;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: InferenceError) => void;
}

interface Slot<Job, Answer> {
  worker: Worker | null;
  task: Task<Job, Answer> | null;
  cancelTimeout: () => void;
}

/** Threads that may still be finishing jobs nobody waits for; each holds a core and a copy of its models. */
const MOST_ABANDONED_WORKERS = 4;

/**
 * Threads for work that blocks: one job at a time on each, the rest wait in order. A job that is aborted or takes too
 * long costs its thread: native code cannot be interrupted (terminating a thread inside onnxruntime 1.30 aborts the
 * whole process), so the thread is left to finish and then ends itself, while the next job gets a new one. Threads start
 * with the first job and never keep the process alive while idle.
 */
export class WorkerPool<Job, Answer> {
  readonly #options: WorkerPoolOptions;
  readonly #slots: readonly Slot<Job, Answer>[];
  readonly #abandoned = new Set<Promise<void>>();
  #waiting: Task<Job, Answer>[] = [];
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.size }, () => ({ worker: null, task: null, cancelTimeout: () => {} }));
  }

  /**
   * Rejects with `InferenceError`: the worker's own code, or `inference/aborted`, `inference/timed-out`,
   * `inference/worker-crashed`, `inference/workers-stuck`, `inference/closed`.
   */
  run(job: Job, signal?: AbortSignal): Promise<Answer> {
    if (this.#closed) return Promise.reject(new InferenceError('inference/closed', 'the pool is closed'));
    if (this.#abandoned.size >= MOST_ABANDONED_WORKERS) return Promise.reject(stuckError());
    if (signal?.aborted) return Promise.reject(abortedError());
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const task: Task<Job, Answer> = { job, resolve, reject };
    const abort = () => this.#cancel(task, abortedError());
    signal?.addEventListener('abort', abort, { once: true });
    this.#waiting.push(task);
    this.#dispatch();
    return promise.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Tells every thread to free this model. */
  forget(file: ModelFile): void {
    const request: WorkerRequest<Job> = { kind: 'forget', file };
    for (const { worker } of this.#slots) worker?.postMessage(request);
  }

  /** Rejects what is running and waiting. Resolves when every thread has ended, or when one is stuck for a time-out. */
  async close(): Promise<void> {
    this.#closed = true;
    const error = new InferenceError('inference/closed', 'the pool was closed');
    for (const task of this.#waiting.splice(0)) task.reject(error);
    for (const slot of this.#slots) {
      this.#abandonWorker(slot);
      this.#settle(slot, (task) => task.reject(error));
    }
    await this.#allEnded();
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      const task = slot.task === null ? this.#waiting.shift() : undefined;
      if (task !== undefined) this.#assign(slot, task);
    }
  }

  #assign(slot: Slot<Job, Answer>, task: Task<Job, Answer>): void {
    const { clock, timeoutMs } = this.#options;
    const worker = slot.worker ?? this.#start(slot);
    const request: WorkerRequest<Job> = { kind: 'job', job: task.job };
    slot.task = task;
    slot.cancelTimeout = clock.after(timeoutMs, () => {
      this.#cancel(task, new InferenceError('inference/timed-out', `no answer within ${timeoutMs} ms`, { timeoutMs }));
    });
    worker.ref();
    worker.postMessage(request);
  }

  #start(slot: Slot<Job, Answer>): Worker {
    const worker = new Worker(this.#options.program, { execArgv: [], workerData: this.#options.workerData });
    slot.worker = worker;
    let cause: unknown;
    worker.on('message', (reply: WorkerReply<Answer>) => {
      if (slot.worker === worker) this.#settle(slot, (task) => deliver(task, reply));
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (exitCode) => {
      if (slot.worker !== worker) return;
      slot.worker = null;
      const error = new InferenceError('inference/worker-crashed', 'the worker thread ended', { exitCode }, cause);
      this.#settle(slot, (task) => task.reject(error));
    });
    return worker;
  }

  /** Ends the slot's task, lets the idle thread go from the process's count, and takes up the next task. */
  #settle(slot: Slot<Job, Answer>, settle: (task: Task<Job, Answer>) => void): void {
    const { task } = slot;
    slot.cancelTimeout();
    slot.task = null;
    slot.worker?.unref();
    if (task !== null) settle(task);
    if (!this.#closed) this.#dispatch();
  }

  #cancel(task: Task<Job, Answer>, error: InferenceError): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== task);
    const slot = this.#slots.find((candidate) => candidate.task === task);
    if (slot === undefined) {
      task.reject(error);
      return;
    }
    this.#abandonWorker(slot);
    this.#settle(slot, () => task.reject(error));
  }

  #abandonWorker(slot: Slot<Job, Answer>): void {
    const { worker } = slot;
    if (worker === null) return;
    const request: WorkerRequest<Job> = { kind: 'end' };
    slot.worker = null;
    worker.postMessage(request);
    // Held on to, so that the process does not exit, and so terminate it, in the middle of native code.
    worker.ref();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#abandoned.add(promise);
    worker.on('exit', () => {
      this.#abandoned.delete(promise);
      resolve();
    });
  }

  async #allEnded(): Promise<void> {
    const { clock, timeoutMs } = this.#options;
    const { promise: gaveUp, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(timeoutMs, resolve);
    await Promise.race([Promise.all(this.#abandoned), gaveUp]);
    cancel();
  }
}

function deliver<Job, Answer>(task: Task<Job, Answer>, reply: WorkerReply<Answer>): void {
  if (reply.kind === 'answer') task.resolve(reply.answer);
  else task.reject(new InferenceError(reply.code, reply.message));
}

function abortedError(): InferenceError {
  return new InferenceError('inference/aborted', 'the run was cancelled');
}

function stuckError(): InferenceError {
  return new InferenceError('inference/workers-stuck', 'cancelled runs still hold their threads', {
    abandonedWorkers: MOST_ABANDONED_WORKERS,
  });
}
