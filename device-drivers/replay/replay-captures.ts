import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/domain/clock.ts';
import type { LinkStatistics } from '../contract/instrument-driver.ts';
import type { InstrumentRegistration } from '../contract/registration.ts';
import { findInstrumentDriver } from '../registry.ts';
import type { ReplayReport } from '../transport/replay-report.ts';
import type { ReplayMode } from '../transport/replay-timing.ts';
import { createReplayTransport, type ReplayTransport } from '../transport/replay-transport.ts';
import { parseTranscript } from '../transport/transcript.ts';
import { TransportError } from '../transport/transport-error.ts';
import { type FixtureAbout, readFixtureAbout } from './fixture-about.ts';
import { type Captures, runCaptures } from './run-captures.ts';

export interface LoadedFixture {
  readonly about: FixtureAbout;
  readonly driver: InstrumentRegistration;
  /** A fresh playback; use a fresh driver with each, because drivers number their tasks. */
  createTransport(mode: ReplayMode, clock: Clock): ReplayTransport;
}

export interface ReplayedCaptures extends Captures {
  readonly report: ReplayReport;
  readonly statistics: LinkStatistics;
}

/**
 * `about.json` and `transcript.jsonl` of a folder, checked against each other. Throws `transport/fixture-invalid`,
 * `transport/transcript-missing`, `-corrupted` and `-truncated`.
 */
export async function loadFixture(folder: string): Promise<LoadedFixture> {
  const about = await readFixtureAbout(folder);
  const driver = findInstrumentDriver(about.driverId);
  if (driver === undefined) {
    throw new TransportError('transport/fixture-invalid', { folder, detail: `no driver ${about.driverId}` });
  }
  const file = join(folder, 'transcript.jsonl');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TransportError('transport/transcript-missing', { file }, cause);
  });
  const entries = parseTranscript(text, file);
  if (entries.length < about.transcript.lines) {
    throw new TransportError('transport/transcript-truncated', { file, line: entries.length });
  }
  if (createHash('sha256').update(text).digest('hex') !== about.transcript.sha256) {
    throw new TransportError('transport/transcript-corrupted', { file, detail: 'the digest in about.json differs' });
  }
  const { createReplayAdapter: createAdapter } = driver;
  return {
    about,
    driver,
    createTransport: (mode, clock) => createReplayTransport({ name: folder, entries, mode, clock, createAdapter }),
  };
}

/** The transcript of a folder through the normal driver, task by task as `about.json` lists them. */
export async function replayCaptures(folder: string, mode: ReplayMode, clock: Clock): Promise<ReplayedCaptures> {
  return replayFixture(await loadFixture(folder), mode, clock);
}

/** As `replayCaptures`, with the files read before: on a virtual clock reading them would take no time. */
export async function replayFixture(fixture: LoadedFixture, mode: ReplayMode, clock: Clock): Promise<ReplayedCaptures> {
  const transport = fixture.createTransport(mode, clock);
  const driver = fixture.driver.createDriver({ transport, clock });
  const captures = await runCaptures(driver, fixture.about.tasks, new AbortController().signal);
  return { ...captures, report: transport.report(), statistics: driver.statistics() };
}
