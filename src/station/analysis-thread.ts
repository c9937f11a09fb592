/** Worker thread: decodes and analyses captures, so that the live wave and every page keep moving. */
import { parentPort, workerData } from 'node:worker_threads';
import { CHART_PX, decodeBounded, decodePicture } from '../acquisition/decode-picture.ts';
import { type CalibrationRequest, calibrate, colourBasis } from '../analysis/calibration/calibrate.ts';
import { chartDrift } from '../analysis/calibration/calibration-drift.ts';
import { referenceColours } from '../analysis/calibration/reference-fields.ts';
import { scaleFaceFinding } from '../analysis/face/scale-face-finding.ts';
import { analyzePulseRecording } from '../analysis/pulse/analyze-recording.ts';
import { scaleFinding } from '../analysis/tongue/scale-finding.ts';
import { systemClock } from '../domain/clock.ts';
import type { PictureKind } from '../domain/picture.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import { examineFace, judgeFacePreview } from '../inference/examine-face.ts';
import { createPictureModels } from '../inference/picture-models.ts';
import { judgeTonguePreview, readTongue } from '../inference/read-tongue.ts';
import type { WorkerReply, WorkerRequest } from '../inference/worker-protocol.ts';
import type { AnalysisAnswer, AnalysisJob, AnalysisResult, AnalysisSettings } from './analysis-messages.ts';

type PictureJob = Extract<AnalysisJob, { readonly type: 'picture' }>;

const settings = workerData as AnalysisSettings;
const models = createPictureModels({ ...settings, clock: systemClock });

async function analysePicture({ picture, bytes, calibration }: PictureJob): Promise<AnalysisResult> {
  const { image, widthPx } = await decodeBounded(bytes);
  const basis = calibration && colourBasis(calibration);
  if (picture === 'face') {
    const { finding, models: used } = await examineFace(models, image, basis);
    return { kind: picture, finding: scaleFaceFinding(finding, widthPx / image.widthPx), models: used };
  }
  const { finding } = await readTongue(models, image, {
    underside: picture === 'tongue-underside',
    calibration: basis,
  });
  return { kind: picture, finding: scaleFinding(finding, widthPx / image.widthPx) };
}

async function readChart(bytes: Uint8Array, request: CalibrationRequest): Promise<AnalysisResult> {
  const { image } = await decodeBounded(bytes, CHART_PX);
  const { calibration, chart } = calibrate(image, request);
  return { kind: 'chart', calibration, leftOut: chart.leftOut.map(({ patch }) => patch) };
}

async function judge(kind: PictureKind, bytes: Uint8Array): Promise<AnalysisResult> {
  const image = await decodePicture(bytes);
  const quality =
    kind === 'face'
      ? await judgeFacePreview(models, image)
      : await judgeTonguePreview(models, image, kind === 'tongue-underside');
  return { kind: 'preview', quality };
}

async function work(job: AnalysisJob): Promise<AnalysisResult> {
  switch (job.type) {
    case 'models':
      return { kind: 'models', states: await models.states() };
    case 'preview':
      return judge(job.picture, job.bytes);
    case 'picture':
      return analysePicture(job);
    case 'chart':
      return readChart(job.bytes, job.request);
    case 'reference': {
      const { image } = await decodeBounded(job.bytes);
      return { kind: 'reference', colours: referenceColours(image, job.coefficients) };
    }
    case 'chart-drift': {
      const { image } = await decodeBounded(job.bytes, CHART_PX);
      return { kind: 'chart-drift', meanDeltaE: chartDrift(image, job.calibration) };
    }
    case 'pulse':
      return { kind: 'pulse', finding: analyzePulseRecording(job.recording, settings.pulseSensorAreaMm2) };
  }
}

async function answer(job: AnalysisJob): Promise<AnalysisAnswer> {
  try {
    return { kind: 'result', result: await work(job) };
  } catch (error) {
    const code = isSizhenError(error) ? error.code : 'station/analysis-failed';
    return { kind: 'failure', code, message: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', async (request: WorkerRequest<AnalysisJob>) => {
  if (request.kind === 'end') {
    await models.close();
    parentPort?.close();
  }
  if (request.kind !== 'job') return;
  const reply: WorkerReply<AnalysisAnswer> = { kind: 'answer', answer: await answer(request.job) };
  parentPort?.postMessage(reply);
});
