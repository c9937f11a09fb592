import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CameraNote } from '../../src/domain/camera-note.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { type CameraControlSettings, parseControls, planHold, planSearch } from './camera-controls.ts';

/** Runs `v4l2-ctl` with these arguments and gives its output. */
export type RunControlProgram = (args: readonly string[]) => Promise<string>;

const PROGRAM = 'v4l2-ctl';
const PROGRAM_LIMIT_MS = 2000;
/** Webcams find exposure and white balance within about a second of their first picture. */
const SEARCH_MS = 900;

const runProgram: RunControlProgram = async (args) =>
  (await promisify(execFile)(PROGRAM, [...args], { timeout: PROGRAM_LIMIT_MS })).stdout;

export interface FixControlsRequest {
  readonly path: string;
  readonly settings: CameraControlSettings;
  readonly clock: Clock;
  readonly run?: RunControlProgram;
}

/**
 * Lets an open camera find exposure and white balance, then holds them. Resolves with what could not be fixed; empty when
 * everything was. Never rejects.
 */
export async function fixCameraControls(request: FixControlsRequest): Promise<readonly CameraNote[]> {
  const { path, settings, clock, run = runProgram } = request;
  const read = async () => parseControls(await run(['-d', path, '--list-ctrls']));
  // One at a time: v4l2-ctl stops at the first that fails.
  const set = async (name: string, value: number): Promise<readonly CameraNote[]> =>
    run(['-d', path, '-c', `${name}=${value}`]).then(
      () => [],
      () => [{ kind: 'setting-refused', setting: `${name}=${value}` }],
    );
  const notes: CameraNote[] = [];
  try {
    for (const [name, value] of planSearch(await read(), settings)) notes.push(...(await set(name, value)));
    await new Promise<void>((resolve) => clock.after(SEARCH_MS, resolve));
    const hold = planHold(await read(), settings);
    for (const [name, value] of hold.set) notes.push(...(await set(name, value)));
    return [...notes, ...hold.missing.map((what) => ({ kind: 'not-fixed', what: WORDS[what] }) as const)];
  } catch (error) {
    const isMissing = (error as { code?: unknown }).code === 'ENOENT';
    return [...notes, { kind: isMissing ? 'no-control-program' : 'controls-unreadable' }];
  }
}

const WORDS = { exposure: 'exposure', whiteBalanceK: 'white-balance' } as const;
