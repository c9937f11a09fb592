import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import type { SimulatedPicture } from '../../device-drivers/simulation/sources.ts';
import type { PictureModelState } from '../../src/domain/picture-model-state.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { openVisit, type Page } from './support/a-page.ts';
import { aStation, MODELS_DIR, type TestStation } from './support/a-station.ts';
import { anInstrument, type TestInstrument } from './support/an-instrument.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The shipped models, two of them with one bit turned over. */
function damagedModels(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-damaged-'));
  const notTraining = (path: string) => basename(path) !== 'train';
  cpSync(MODELS_DIR, folder, { recursive: true, filter: notTraining });
  for (const name of ['face-landmarks', 'tongue-segmentation']) {
    const file = join(folder, name, 'model.onnx');
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }
  return folder;
}

let modelsDir: string;
let drawn: Readonly<Record<'face' | 'tongue-top', SimulatedPicture>>;
let instrument: TestInstrument;
let station: TestStation;
beforeAll(async () => {
  modelsDir = damagedModels();
  const source = createRenderedPictureSource({ seed: 3 });
  drawn = { face: await source.picture('face'), 'tongue-top': await source.picture('tongue-top') };
  instrument = await anInstrument();
  station = await aStation({ instrument: instrument.address, modelsDir });
});
afterAll(async () => {
  await station.close();
  await instrument.stop();
  rmSync(modelsDir, { recursive: true, force: true });
});

async function take(page: Page, kind: 'face' | 'tongue-top') {
  const live = await page.live();
  instrument.picture = drawn[kind];
  await page.call('POST', `/api/visit/captures/${kind}/start`);
  await live.phase(kind, ['aiming']);
  await page.call('POST', `/api/visit/captures/${kind}/shoot`);
  const end = await live.phase(kind, ['accepted', 'rejected', 'failed']);
  live.close();
  return end;
}

describe('a station with damaged models', () => {
  it('says which are refused and why, and that the others are verified', async () => {
    const doctor = await station.doctor();
    const states = await doctor.call<readonly PictureModelState[]>('GET', '/api/clinic/models');
    expect(states.map(({ name, code }) => [name, code])).toEqual([
      ['tongue-segmentation', 'inference/checksum-mismatch'],
      ['tongue-attributes', null],
      ['face-detection', null],
      ['face-landmarks', 'inference/checksum-mismatch'],
    ]);
  });

  it('keeps the picture of a face, says that the model is missing, and measures nothing', async () => {
    const page = station.page();
    await openVisit(page);
    expect(await take(page, 'face')).toMatchObject({ phase: 'rejected', quality: { usable: false } });
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.captures).toHaveLength(1);
    expect(visit.findings.face).toMatchObject({ quality: { usable: false }, skin: null, regions: {} });
    expect(visit.findings.face?.quality.reasons).toContain('model-missing');
  });

  it('outlines the tongue by classical means and says so', async () => {
    const page = station.page();
    await openVisit(page);
    expect((await take(page, 'tongue-top')).phase).toBe('accepted');
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.findings.tongue?.segmentation).toMatchObject({ means: 'classical' });
    expect(visit.findings.tongue?.body).not.toBeNull();
  });
});
