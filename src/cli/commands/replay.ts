import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FixtureAbout } from '../../../device-drivers/replay/fixture-about.ts';
import { loadFixture } from '../../../device-drivers/replay/replay-captures.ts';
import { loadCountyConfig, loadStationConfig } from '../../config/load-config.ts';
import { startCounty } from '../../county/start-county.ts';
import type { UploadStatus } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { parseAnswersJson } from '../../inquiry/score-answers-file.ts';
import { createReceipts } from '../../records/receipts.ts';
import { startStation } from '../../station/start-station.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { MODELS_DIR } from '../project-paths.ts';
import { softwareVersion } from '../software-version.ts';
import { walkVisit } from '../walk-visit.ts';

const OPTIONS = {
  speed: { type: 'string', default: 'full' },
  seed: { type: 'string', default: '1' },
  answers: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function speed(values: { readonly speed: string; readonly seed: string }): string {
  if (values.speed === 'recut') return `recut-${values.seed}`;
  if (values.speed !== 'full' && values.speed !== 'recorded')
    throw new UsageError('--speed takes recorded, full or recut');
  return values.speed;
}

/** The steps the recording holds; a replay asks for the same, because it can only answer what was recorded. */
function pulseTimes(about: FixtureAbout): { readonly settleMs: number; readonly holdMs: number } {
  const pulse = about.tasks.find((task) => task.task === 'pulse');
  const [first] = pulse?.steps ?? [];
  return { settleMs: first?.settleMs ?? 0, holdMs: first?.holdMs ?? 1 };
}

async function untilReceipted(status: () => Promise<UploadStatus>): Promise<UploadStatus> {
  for (;;) {
    const now = await status();
    if (now.state === 'uploaded' || now.state === 'failed') return now;
    await new Promise((done) => setTimeout(done, 50));
  }
}

function summary(visit: Visit, upload: UploadStatus): object {
  const { tongue, underside, face, pulse } = visit.findings;
  return {
    visitId: visit.id,
    captures: visit.captures.map(({ kind, sha256, sizeBytes, provenance }) => ({
      kind,
      sha256,
      sizeBytes,
      nature: provenance.nature,
    })),
    skipped: visit.skipped,
    constitution: visit.constitution?.conclusion ?? null,
    tongue: tongue === null ? null : { quality: tongue.quality, body: tongue.body?.lab, coating: tongue.coating?.lab },
    underside: underside === null ? null : { quality: underside.quality },
    face: face === null ? null : { quality: face.quality, skin: face.skin?.lab },
    pulse: Object.fromEntries(
      Object.entries(pulse).map(([wrist, finding]) => [
        wrist,
        {
          quality: finding.quality,
          bpm: finding.analysis?.rate.bpm ?? null,
          rhythm: finding.analysis?.rhythm.pattern ?? null,
        },
      ]),
    ),
    upload,
  };
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [dir] = positionals;
  if (dir === undefined) throw new UsageError('name the folder of the recording');
  const chosenSpeed = speed(values);
  const { about } = await loadFixture(dir);
  const { sex, answers } = parseAnswersJson(await readFile(values.answers ?? join(dir, 'answers.json'), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-replay-'));
  const countyConfig = loadCountyConfig({ dataDir: join(folder, 'county'), port: 0 });
  const county = await startCounty(countyConfig, { softwareVersion: softwareVersion(), pagesDir: null });
  const station = await startStation({
    config: loadStationConfig({ dataDir: join(folder, 'station'), port: 0, countyUrl: county.url }),
    instrument: `replay:${resolve(dir)}:${chosenSpeed}`,
    modelsDir: MODELS_DIR,
    pagesDir: null,
    softwareVersion: softwareVersion(),
    pulse: pulseTimes(about),
  });
  try {
    await station.enrol((await county.issueEnrolmentCode('replay')).code);
    const resident = {
      name: '回放',
      sex,
      birthDate: '1975-05-05',
      documentType: 'none',
      documentNumber: null,
      phone: null,
    } as const;
    const answer = (item: string): number => answers[item] ?? 0;
    const { visit } = await walkVisit({ stationUrl: station.url, resident, pictures: true, answer });
    const upload = await untilReceipted(() => station.uploadStatus(visit.id));
    const receipt = await createReceipts(county.db).get(visit.id);
    io.out(
      JSON.stringify({
        dir,
        origin: about.origin,
        speed: values.speed,
        ...summary(visit, upload),
        countyReceipt: receipt?.receiptId ?? null,
      }),
    );
    return upload.state === 'uploaded' ? EXIT.ok : EXIT.badInput;
  } finally {
    await station.close();
    await county.close();
    await rm(folder, { recursive: true, force: true });
  }
}
