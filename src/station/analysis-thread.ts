/** Worker thread: decodes and analyses captures, so that the live wave and every page keep moving. */
import { parentPort, workerData } from 'node:worker_threads';
import { decodePicture } from '../acquisition/decode-picture.ts';
import { judgePreview } from '../analysis/picture/judge-preview.ts';
import { analyzePulseRecording } from '../analysis/pulse/analyze-recording.ts';
import { analyzeTongue } from '../analysis/tongue/analyze-tongue.ts';
import { systemClock } from '../domain/clock.ts';
import type { PictureKind } from '../domain/picture.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import { examineFace, judgeFacePreview } from '../inference/examine-face.ts';
import { createPictureModels } from '../inference/picture-models.ts';
import type { WorkerReply, WorkerRequest } from '../inference/worker-protocol.ts';
import type { AnalysisAnswer, AnalysisJob, AnalysisResult, AnalysisSettings } from './analysis-messages.ts';

const models = createPictureModels({ ...(workerData as AnalysisSettings), clock: systemClock });

async function analysePicture(kind: PictureKind, bytes: Uint8Array): Promise<AnalysisResult> {
  const image = await decodePicture(bytes);
  if (kind === 'face') {
    const { finding, models: used } = await examineFace(models, image);
    return { kind, finding, models: used };
  }
  return { kind, finding: analyzeTongue(image, { underside: kind === 'tongue-underside' }).finding };
}

async function judge(kind: PictureKind, bytes: Uint8Array): Promise<AnalysisResult> {
  const image = await decodePicture(bytes);
  const quality = kind === 'face' ? await judgeFacePreview(models, image) : judgePreview(image);
  return { kind: 'preview', quality };
}

async function work(job: AnalysisJob): Promise<AnalysisResult> {
  switch (job.type) {
    case 'models':
      return { kind: 'models', states: await models.states() };
    case 'preview':
      return judge(job.picture, job.bytes);
    case 'picture':
      return analysePicture(job.picture, job.bytes);
    case 'pulse':
      return { kind: 'pulse', finding: analyzePulseRecording(job.recording) };
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
