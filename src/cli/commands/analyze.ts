import { mkdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { analyzePulse } from '../../analysis/pulse/analyze-pulse.ts';
import { parseSampleText } from '../../analysis/pulse/parse-samples.ts';
import { systemClock } from '../../domain/clock.ts';
import { createPictureModels, type PictureModels } from '../../inference/picture-models.ts';
import { analyzeFaceFiles } from '../analyze-face-files.ts';
import { analyzeTongueFiles } from '../analyze-tongue-files.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { eachFile } from '../each-file.ts';
import { MODELS_DIR } from '../project-paths.ts';
import { withChart } from '../read-chart.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  rate: { type: 'string' },
  'grams-per-unit': { type: 'string' },
  'mask-dir': { type: 'string' },
  'annotated-dir': { type: 'string' },
  chart: { type: 'string' },
} as const;

function rateHz(text: string | undefined): number {
  const rate = Number(text);
  if (text === undefined || !Number.isFinite(rate) || rate <= 0)
    throw new UsageError('--rate HZ is needed, a number above 0');
  return rate;
}

function gramForcePerUnit(text: string | undefined): number | null {
  if (text === undefined) return null;
  const grams = Number(text);
  if (!Number.isFinite(grams) || grams <= 0) throw new UsageError('--grams-per-unit takes a number above 0');
  return grams;
}

async function analyzePulseFile(file: string, rate: number, grams: number | null): Promise<object> {
  const samples = parseSampleText(await readFile(file, 'utf8'));
  return { file, ...analyzePulse(samples, rate, { gramForcePerUnit: grams }) };
}

async function withPictureModels(use: (models: PictureModels) => Promise<number>): Promise<number> {
  const models = createPictureModels({ modelsDir: MODELS_DIR, researchModels: true, clock: systemClock });
  try {
    return await use(models);
  } finally {
    await models.close();
  }
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [what, ...files] = positionals;
  for (const folder of [values['mask-dir'], values['annotated-dir']]) {
    if (folder !== undefined) await mkdir(folder, { recursive: true });
  }
  switch (what) {
    case 'pulse': {
      const rate = rateHz(values.rate);
      const grams = gramForcePerUnit(values['grams-per-unit']);
      return eachFile(files, io, (file) => analyzePulseFile(file, rate, grams));
    }
    case 'tongue': {
      const options = { maskDir: values['mask-dir'], annotatedDir: values['annotated-dir'], chart: values.chart };
      return withPictureModels((models) => analyzeTongueFiles(files, options, models, io));
    }
    case 'face':
      return withPictureModels((models) =>
        withChart(values.chart, io, (calibration) => analyzeFaceFiles(files, calibration, models, io)),
      );
    default:
      throw new UsageError('analyze takes pulse, tongue or face');
  }
}
