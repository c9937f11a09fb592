/** Worker thread: decodes and analyses captures, so that the live wave and every page keep moving. */
import { parentPort } from 'node:worker_threads';
import { decodePicture } from '../acquisition/decode-picture.ts';
import { analyzeFace } from '../analysis/face/analyze-face.ts';
import { judgePreview } from '../analysis/picture/judge-preview.ts';
import { analyzePulseRecording } from '../analysis/pulse/analyze-recording.ts';
import { analyzeTongue } from '../analysis/tongue/analyze-tongue.ts';
import type { PictureKind } from '../domain/picture.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { WorkerReply, WorkerRequest } from '../inference/worker-protocol.ts';
import type { AnalysisAnswer, AnalysisJob, AnalysisResult } from './analysis-messages.ts';

async function analysePicture(kind: PictureKind, bytes: Uint8Array): Promise<AnalysisResult> {
  const image = await decodePicture(bytes);
  if (kind === 'face') return { kind, finding: analyzeFace(image).finding };
  return { kind, finding: analyzeTongue(image, { underside: kind === 'tongue-underside' }).finding };
}

async function work(job: AnalysisJob): Promise<AnalysisResult> {
  switch (job.type) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'preview':
      return { kind: 'preview', quality: judgePreview(await decodePicture(job.bytes), job.picture) };
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
  if (request.kind === 'end') parentPort?.close();
  if (request.kind !== 'job') return;
  const reply: WorkerReply<AnalysisAnswer> = { kind: 'answer', answer: await answer(request.job) };
  parentPort?.postMessage(reply);
});
