import { afterEach, describe, expect, it } from 'vitest';
import type { NamedTensors } from '../../src/inference/model.ts';
import {
  type ModelRegistry,
  type ModelRegistryOptions,
  openModelRegistry,
} from '../../src/inference/model-registry.ts';
import { manualClock } from './support/manual-clock.ts';
import { goodFiles, SLOW_BY_BATCH, writeModels } from './support/model-folder.ts';

let registry: ModelRegistry | undefined;
let remove: (() => Promise<void>) | undefined;

async function open(
  models: Parameters<typeof writeModels>[0],
  options: Partial<Omit<ModelRegistryOptions, 'modelsDir'>> = {},
): Promise<ModelRegistry> {
  await tidyUp();
  const written = await writeModels(models);
  remove = written.remove;
  registry = await openModelRegistry({ modelsDir: written.modelsDir, ...options });
  return registry;
}

async function tidyUp(): Promise<void> {
  await registry?.close();
  await remove?.();
  registry = undefined;
  remove = undefined;
}

afterEach(tidyUp);

const column = (...values: readonly number[]): NamedTensors => ({
  x: { type: 'float32', dims: [values.length, 1], data: Float32Array.from(values) },
});

/** Long enough on any machine for the test to interrupt it while the runtime computes. */
const slowInput: NamedTensors = { x: { type: 'float32', dims: [3000, 1], data: new Float32Array(3000) } };

const goodSlow = () => goodFiles('slow', SLOW_BY_BATCH, 41 ** 6 - 1);

describe('the model registry', () => {
  it('serves a model that passes every check, with its card', async () => {
    const { models, refused, get } = await open({ good: goodFiles('good') });
    expect(refused).toEqual([]);
    expect(models[0]?.card).toBe('# a model for tests\n');
    expect(get('good').version).toBe('1.0.0');
    const { y } = await get('good').run(column(1, 2, 3));
    expect(y).toEqual({ type: 'float32', dims: [3, 1], data: Float32Array.of(2, 3, 4) });
  });

  const good = goodFiles('bad');
  const flipped = Uint8Array.from(good['model.onnx']);
  flipped[60] = (flipped[60] ?? 0) ^ 1;
  const garbage = new TextEncoder().encode('not a model');
  const sha256OfGarbage = '708811ccb1510c6d6c6e6379ef09be39bdbb0e7edcf44fefcca21c6228ee6d89';

  it.each([
    { why: 'one bit of the file differs', files: { 'model.onnx': flipped }, code: 'inference/checksum-mismatch' },
    { why: 'the file is cut', files: { 'model.onnx': flipped.subarray(0, 9) }, code: 'inference/checksum-mismatch' },
    { why: 'the file is missing', files: { 'model.onnx': null }, code: 'inference/checksum-mismatch' },
    { why: 'model.json is missing', files: { 'model.json': null }, code: 'inference/invalid-manifest' },
    { why: 'model.json is no JSON', files: { 'model.json': '{' }, code: 'inference/invalid-manifest' },
    { why: 'model.json says nothing', files: { 'model.json': '{}' }, code: 'inference/invalid-manifest' },
    {
      why: 'model.json is that of another model',
      files: { 'model.json': goodFiles('other')['model.json'] },
      code: 'inference/invalid-manifest',
    },
    {
      why: 'model.json declares other tensors',
      files: { 'model.json': good['model.json'].replace('"y"', '"z"') },
      code: 'inference/signature-mismatch',
    },
    { why: 'the card is missing', files: { 'card.md': null }, code: 'inference/card-missing' },
    { why: 'the card is empty', files: { 'card.md': ' \n' }, code: 'inference/card-missing' },
    { why: 'golden.json is missing', files: { 'golden.json': null }, code: 'inference/invalid-golden' },
    {
      why: 'golden.json holds no case',
      files: { 'golden.json': '{"absoluteTolerance":0,"cases":[]}' },
      code: 'inference/invalid-golden',
    },
    {
      why: 'the golden answer is another',
      files: { 'golden.json': goodFiles('bad', undefined, 43)['golden.json'] },
      code: 'inference/golden-mismatch',
    },
    {
      why: 'the runtime cannot read the file',
      files: {
        'model.onnx': garbage,
        'model.json': good['model.json'].replace(
          /"sha256":"[0-9a-f]{64}","opset"/,
          `"sha256":"${sha256OfGarbage}","opset"`,
        ),
      },
      code: 'inference/load-failed',
    },
  ])('refuses a model when $why, and serves the others', async ({ files, code }) => {
    const { models, refused, get } = await open({ bad: { ...good, ...files }, good: goodFiles('good') });
    expect(refused).toMatchObject([{ folder: 'bad', code }]);
    expect(models.map(({ model }) => model.name)).toEqual(['good']);
    expect(() => get('bad')).toThrow(
      expect.objectContaining({ code: 'inference/model-refused', context: { model: 'bad', reason: code } }),
    );
    expect((await get('good').run(column(1))).y?.data[0]).toBe(2);
  });

  it('says so when no model has the name', async () => {
    const { get } = await open({});
    expect(() => get('none')).toThrow(expect.objectContaining({ code: 'inference/model-not-found' }));
  });

  it('leaves out models under research terms where they are switched off, and says so', async () => {
    const research = goodFiles('research');
    const manifest = research['model.json'].replace('"unrestricted"', '"research"');
    const folder = { research: { ...research, 'model.json': manifest }, good: goodFiles('good') };
    expect((await open(folder)).models.map(({ terms }) => terms.use)).toEqual(['unrestricted', 'research']);
    const { models, refused } = await open(folder, { researchModels: false });
    expect(models.map(({ model }) => model.name)).toEqual(['good']);
    expect(refused).toMatchObject([{ folder: 'research', code: 'inference/switched-off' }]);
  });

  it('opens only the models that are asked for', async () => {
    const { models } = await open({ one: goodFiles('one'), two: goodFiles('two') }, { only: ['two', 'three'] });
    expect(models.map(({ model }) => model.name)).toEqual(['two']);
  });

  it('says so when there is no models folder', async () => {
    await expect(openModelRegistry({ modelsDir: '/nonexistent/models' })).rejects.toMatchObject({
      code: 'inference/models-folder-unreadable',
    });
  });
});

describe('a model in its worker', () => {
  it.each([
    { what: 'a missing tensor', inputs: {} },
    { what: 'an unknown tensor', inputs: { ...column(1), z: { type: 'int32', dims: [1], data: Int32Array.of(1) } } },
    { what: 'another type', inputs: { x: { type: 'int32', dims: [1, 1], data: Int32Array.of(1) } } },
    { what: 'another shape', inputs: { x: { type: 'float32', dims: [1, 2], data: Float32Array.of(1, 2) } } },
    { what: 'too few numbers', inputs: { x: { type: 'float32', dims: [2, 1], data: Float32Array.of(1) } } },
  ] as readonly { what: string; inputs: NamedTensors }[])('refuses $what', async ({ inputs }) => {
    const { get } = await open({ good: goodFiles('good') });
    await expect(get('good').run(inputs)).rejects.toMatchObject({ code: 'inference/invalid-input' });
  });

  it('is interrupted in the middle of a computation, and answers the next run', async () => {
    const { get } = await open({ slow: goodSlow() });
    const controller = new AbortController();
    const running = get('slow').run(slowInput, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(running).rejects.toMatchObject({ code: 'inference/aborted' });
    expect((await get('slow').run(column(2))).y?.data[0]).toBe(2 ** 6 - 1);
  });

  it('is given up when it takes too long, and answers the next run', async () => {
    const clock = manualClock();
    const { get } = await open({ slow: goodSlow() }, { clock });
    const running = get('slow').run(slowInput);
    clock.advance(20_000);
    await expect(running).rejects.toMatchObject({ code: 'inference/timed-out' });
    expect((await get('slow').run(column(1))).y?.data[0]).toBe(0);
  });

  it('runs no more once released', async () => {
    const { get } = await open({ good: goodFiles('good') });
    await get('good').release();
    await expect(get('good').run(column(1))).rejects.toMatchObject({ code: 'inference/closed' });
  });
});
