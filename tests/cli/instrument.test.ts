import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingDigest } from '../../device-drivers/replay/recording-digest.ts';
import { replayCaptures } from '../../device-drivers/replay/replay-captures.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { StationStatus } from '../../src/domain/station-api.ts';
import { aStation } from '../station/support/a-station.ts';
import { aFolder, type CliProcess, runCli, startCli } from './support/run-cli.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/sizhen-line/complete-visit');
const processes: CliProcess[] = [];
afterEach(async () => {
  for (const process of processes.splice(0)) await process.stop();
});

function simulate(...args: readonly string[]): CliProcess {
  const simulator = startCli('simulate', 'sizhen-line', ...args);
  processes.push(simulator);
  return simulator;
}

describe('simulate', () => {
  it('announces a port that a station finds an instrument on', async () => {
    const [, port = ''] = await simulate('--pty').says(/simulated, on (\/dev\/\S+)\n/);
    const station = await aStation({ instrument: `serial:${port}` });
    const page = station.page();
    for (;;) {
      const { instrument } = await page.call<StationStatus>('GET', '/api/station');
      if (instrument.kind !== 'ready') continue;
      // The device says that it is a simulator, whatever the address says.
      expect(instrument.identity).toMatchObject({ driverId: 'sizhen-line', nature: 'simulated' });
      break;
    }
    await station.close();
  });

  it('refuses a device and a fault that it does not know', async () => {
    const device = await runCli('simulate', 'stethoscope');
    expect([device.status, device.out]).toEqual([1, '']);
    expect(device.err).toMatch(/^cli\/unknown-device: /);
    const fault = await runCli('simulate', 'sizhen-line', '--fault', 'bad-mood');
    expect([fault.status, fault.out]).toEqual([1, '']);
    expect(fault.err).toMatch(/^cli\/unknown-fault: bad-mood; known: garbage, /);
  });
});

describe('devices download', () => {
  const oximeter = (...faults: readonly string[]) => {
    const process = startCli('simulate', 'contec-old', '--pty', ...faults.flatMap((fault) => ['--fault', fault]));
    processes.push(process);
    return process.says(/simulated, on (\/dev\/\S+)\n/);
  };

  it('gives what an oximeter has stored, as CSV or JSON, and says that it is simulated', async () => {
    const [, port = ''] = await oximeter();
    const csv = await runCli('devices', 'download', port);
    expect(csv.status).toBe(0);
    const [head, first, ...rest] = csv.out.trimEnd().split('\n');
    expect([head, first]).toEqual(['seconds,pulseRateBpm,spo2Percent', '0,72,98']);
    const [json] = (await runCli('devices', 'download', port, '--json')).json();
    expect(json).toMatchObject({ driverId: 'contec-old', nature: 'simulated', recordedAt: null, intervalS: 1 });
    expect(json?.pulseRateBpm).toHaveLength(rest.length + 1);
  });

  it('ends with a code when the device stops half-way, and without a word on standard output', async () => {
    const [, port = ''] = await oximeter('download-breaks');
    const { status, out, err } = await runCli('devices', 'download', port);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/driver\/silent/);
  });

  it('is the only word that devices takes', async () => {
    expect((await runCli('devices', 'upload', '/dev/null')).status).toBe(2);
  });
});

describe('record and replay', () => {
  it('give the same pictures and waves as the instrument gave', async () => {
    const [, port = ''] = await simulate('--pty', '--fixture', FIXTURE).says(/simulated, on (\/dev\/\S+)\n/);
    const dir = join(aFolder(), 'recording');
    const recorded = await runCli('record', port, dir, '--settle', '0.1', '--hold', '0.4');
    expect([recorded.status, recorded.err]).toEqual([0, '']);
    const about = JSON.parse(readFileSync(join(dir, 'about.json'), 'utf8'));
    expect(about).toMatchObject({ origin: 'synthetic', driverId: 'sizhen-line' });
    const source = JSON.parse(readFileSync(join(FIXTURE, 'about.json'), 'utf8'));
    expect(about.results.pictures).toEqual(source.results.pictures);

    const again = await replayCaptures(dir, { kind: 'recut', seed: 7 }, systemClock);
    expect(again.pictures.map(({ kind, sha256 }) => ({ kind, sha256 }))).toEqual(about.results.pictures);
    expect(again.recordings.map((one) => ({ wrist: one.wrist, sha256: recordingDigest(one) }))).toEqual(
      about.results.recordings,
    );

    copyFileSync(join(FIXTURE, 'answers.json'), join(dir, 'answers.json'));
    const { status, err, json } = await runCli('replay', dir, '--json');
    expect([status, err]).toEqual([0, '']);
    expect(json()).toMatchObject([
      { dir, origin: 'synthetic', upload: { state: 'uploaded' }, countyReceipt: expect.any(String) },
    ]);
    const [visit] = json() as readonly { captures: readonly { kind: string; sha256: string }[] }[];
    const digests = visit?.captures.map(({ kind, sha256 }) => ({ kind, sha256 }));
    expect(digests).toEqual(expect.arrayContaining(about.results.pictures));
  });
});
