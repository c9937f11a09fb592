import { spawnSync } from 'node:child_process';

/** Makes a file with ffmpeg, which `npm test` installs; fails with its words. */
export function ffmpeg(args: readonly string[], input?: Buffer): void {
  const run = spawnSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { input });
  if (run.error !== undefined) throw new Error('ffmpeg is missing: apt-get install ffmpeg', { cause: run.error });
  if (run.status !== 0) throw new Error(run.stderr.toString());
}
