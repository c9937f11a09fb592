import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { InferenceError } from './inference-error.ts';
import { loadOnnxModel, type OnnxModel, type OnnxRuntime } from './onnx-model.ts';
import type { ModelAnswer, ModelFile, ModelJob, WorkerReply, WorkerRequest } from './worker-protocol.ts';

/** The thread that runs models. It loads a model when the first job names it and keeps it until told to forget. */

const runtime: OnnxRuntime = {
  // One thread: the station's two cores also serve the camera, the instrument and the pages.
  createSession: (modelBytes) =>
    InferenceSession.create(modelBytes, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    }),
  createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
};

const loaded = new Map<string, Promise<OnnxModel>>();

async function loadFile({ path, sha256 }: ModelFile): Promise<OnnxModel> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InferenceError('inference/checksum-mismatch', 'the model file cannot be read', {}, cause);
  });
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) {
    throw new InferenceError('inference/checksum-mismatch', `the model file hashes to ${actual}, not ${sha256}`);
  }
  return loadOnnxModel(runtime, bytes);
}

/** The path too: two files of which one is damaged must not pass for each other. */
const keyOf = ({ path, sha256 }: ModelFile) => `${sha256} ${path}`;

function modelOf(file: ModelFile): Promise<OnnxModel> {
  const known = loaded.get(keyOf(file));
  if (known !== undefined) return known;
  const model = loadFile(file);
  loaded.set(keyOf(file), model);
  model.catch(() => loaded.delete(keyOf(file)));
  return model;
}

async function answer(job: ModelJob): Promise<ModelAnswer> {
  const model = await modelOf(job.file);
  return job.kind === 'describe'
    ? { kind: 'described', inputs: model.inputs, outputs: model.outputs }
    : { kind: 'ran', outputs: await model.run(job.inputs) };
}

async function reply(job: ModelJob): Promise<WorkerReply<ModelAnswer>> {
  try {
    return { kind: 'answer', answer: await answer(job) };
  } catch (error) {
    const code = error instanceof InferenceError ? error.code : 'inference/run-failed';
    return { kind: 'failure', code, message: error instanceof Error ? error.message : String(error) };
  }
}

async function forget(file: ModelFile): Promise<void> {
  const model = loaded.get(keyOf(file));
  loaded.delete(keyOf(file));
  await (await model)?.release();
}

function buffersOf(message: WorkerReply<ModelAnswer>): ArrayBuffer[] {
  if (message.kind !== 'answer' || message.answer.kind !== 'ran') return [];
  return Object.values(message.answer.outputs).flatMap(({ data }) =>
    data.buffer instanceof ArrayBuffer ? [data.buffer] : [],
  );
}

parentPort?.on('message', async (request: WorkerRequest<ModelJob>) => {
  if (request.kind === 'end') {
    parentPort?.close();
  } else if (request.kind === 'forget') {
    await forget(request.file);
  } else {
    const message = await reply(request.job);
    parentPort?.postMessage(message, buffersOf(message));
  }
});
