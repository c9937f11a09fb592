import { afterEach, describe, expect, it } from 'vitest';
import { WorkerPool } from '../../src/inference/worker-pool.ts';
import { manualClock } from './support/manual-clock.ts';
import type { ScriptedJob } from './support/scripted-worker.ts';

interface Echo {
  readonly text: string;
  /** How many jobs this thread has had: 1 means a new thread. */
  readonly jobsDone: number;
}

const program = new URL('./support/scripted-worker.ts', import.meta.url);
/** One gate for all blocking jobs of a test. */
let gate = new Int32Array(new SharedArrayBuffer(4));
const block = (): ScriptedJob => ({ does: 'block', gate });
const unblock = () => {
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
};

const echo = (text: string): ScriptedJob => ({ does: 'echo', text });

let pool: WorkerPool<ScriptedJob, Echo>;

function openPool(size = 1) {
  const clock = manualClock();
  gate = new Int32Array(new SharedArrayBuffer(4));
  pool = new WorkerPool<ScriptedJob, Echo>({ program, size, timeoutMs: 1000, clock });
  return clock;
}

afterEach(async () => {
  unblock();
  await pool.close();
});

describe('a pool of workers', () => {
  it('runs jobs in order on one thread', async () => {
    openPool();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => pool.run(echo(text))));
    expect(answers).toEqual([
      { text: 'a', jobsDone: 1 },
      { text: 'b', jobsDone: 2 },
      { text: 'c', jobsDone: 3 },
    ]);
  });

  it('goes on beside a thread that is busy', async () => {
    openPool(2);
    const hanging = pool.run(block()).catch((error: unknown) => error);
    expect(await pool.run(echo('beside'))).toEqual({ text: 'beside', jobsDone: 1 });
    const closing = pool.close();
    expect(await hanging).toMatchObject({ code: 'inference/closed' });
    unblock();
    await closing;
  });

  it('gives up a job that takes too long and serves the next one on a new thread', async () => {
    const clock = openPool();
    await pool.run(echo('first'));
    const hanging = pool.run(block());
    const next = pool.run(echo('next'));
    clock.advance(999);
    clock.advance(1);
    await expect(hanging).rejects.toMatchObject({ code: 'inference/timed-out', context: { timeoutMs: 1000 } });
    expect(await next).toEqual({ text: 'next', jobsDone: 1 });
  });

  it('does not count the time a job waits for a thread', async () => {
    const clock = openPool();
    const hanging = pool.run(block());
    clock.advance(600);
    const waiting = pool.run(echo('patient'));
    clock.advance(400);
    await expect(hanging).rejects.toMatchObject({ code: 'inference/timed-out' });
    clock.advance(999);
    expect(await waiting).toMatchObject({ text: 'patient' });
  });

  it('stops a running job when its caller aborts', async () => {
    openPool();
    const controller = new AbortController();
    const hanging = pool.run(block(), controller.signal);
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'inference/aborted' });
    expect(await pool.run(echo('after'))).toEqual({ text: 'after', jobsDone: 1 });
  });

  it('forgets a waiting job when its caller aborts, and leaves the running one alone', async () => {
    openPool();
    const controller = new AbortController();
    const first = pool.run(echo('first'));
    const aborted = pool.run(echo('aborted'), controller.signal);
    const last = pool.run(echo('last'));
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'inference/aborted' });
    expect(await first).toEqual({ text: 'first', jobsDone: 1 });
    expect(await last).toEqual({ text: 'last', jobsDone: 2 });
  });

  it('does not start a job whose caller has already aborted', async () => {
    openPool();
    await expect(pool.run(echo('never'), AbortSignal.abort())).rejects.toMatchObject({ code: 'inference/aborted' });
  });

  it.each(['exit', 'throw'] as const)('replaces a thread that ends by %s and serves the next job', async (does) => {
    openPool();
    const crashing = pool.run({ does });
    const next = pool.run(echo('next'));
    await expect(crashing).rejects.toMatchObject({ code: 'inference/worker-crashed' });
    expect(await next).toEqual({ text: 'next', jobsDone: 1 });
  });

  it('rejects what is running and waiting when it is closed, and takes nothing more', async () => {
    openPool();
    const jobs = [pool.run(block()), pool.run(echo('waiting'))];
    const outcomes = Promise.allSettled(jobs);
    const closing = pool.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'inference/closed' } });
    await expect(pool.run(echo('late'))).rejects.toMatchObject({ code: 'inference/closed' });
    unblock();
    await closing;
  });

  it('closes after a time-out even when a thread never ends', async () => {
    const clock = openPool();
    const stuck = pool.run(block()).catch((error: unknown) => error);
    const closing = pool.close();
    clock.advance(1000);
    await closing;
    expect(await stuck).toMatchObject({ code: 'inference/closed' });
  });

  it('takes no more jobs while four cancelled ones hold their threads, and goes on when they end', async () => {
    openPool();
    for (let cancelled = 0; cancelled < 4; cancelled += 1) {
      const controller = new AbortController();
      const running = pool.run(block(), controller.signal);
      controller.abort();
      await expect(running).rejects.toMatchObject({ code: 'inference/aborted' });
    }
    await expect(pool.run(echo('refused'))).rejects.toMatchObject({ code: 'inference/workers-stuck' });
    unblock();
    await expect.poll(() => pool.run(echo('again')).catch(() => null)).toEqual({ text: 'again', jobsDone: 1 });
  });
});
