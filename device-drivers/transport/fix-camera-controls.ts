import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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
 * Lets an open camera find exposure and white balance, then holds them. Resolves with what could not be fixed, in words
 * for the operator; empty when everything was. Never rejects.
 */
export async function fixCameraControls(request: FixControlsRequest): Promise<readonly string[]> {
  const { path, settings, clock, run = runProgram } = request;
  const read = async () => parseControls(await run(['-d', path, '--list-ctrls']));
  // One at a time: v4l2-ctl stops at the first that fails.
  const set = async (name: string, value: number): Promise<readonly string[]> =>
    run(['-d', path, '-c', `${name}=${value}`]).then(
      () => [],
      (error: unknown) => [`${name}=${value} was refused: ${reasonOf(error)}`],
    );
  const notes: string[] = [];
  try {
    for (const [name, value] of planSearch(await read(), settings)) notes.push(...(await set(name, value)));
    await new Promise<void>((resolve) => clock.after(SEARCH_MS, resolve));
    const hold = planHold(await read(), settings);
    for (const [name, value] of hold.set) notes.push(...(await set(name, value)));
    return [...notes, ...hold.missing.map((what) => `the camera does not let its ${what} be fixed`)];
  } catch (error) {
    return [...notes, reasonOf(error)];
  }
}

function reasonOf(error: unknown): string {
  if ((error as { code?: unknown }).code === 'ENOENT') {
    return `${PROGRAM} is not installed (Debian package v4l-utils): exposure and white balance stay automatic`;
  }
  return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
}
