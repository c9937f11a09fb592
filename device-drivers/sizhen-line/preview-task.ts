import type { PictureRequest, PreviewFrame } from '../contract/instrument-driver.ts';
import type { DeviceMessage } from './messages.ts';
import { RELEASE_LIMIT_MS } from './protocol.ts';
import { type TaskScope, untilIdle } from './task-scope.ts';

type FrameMessage = Extract<DeviceMessage, { kind: 'FRAME' }>;

/** Runs until the scope fails, which for a preview is its ordinary end. Frames with a missing part are dropped. */
export async function runPreviewTask(
  scope: TaskScope,
  request: PictureRequest,
  onFrame: (frame: PreviewFrame) => void,
): Promise<never> {
  await untilIdle(scope, RELEASE_LIMIT_MS);
  const collect = createFrameCollector((bytes) => onFrame({ kind: request.kind, mediaType: 'image/jpeg', bytes }));
  scope.listen((message) => {
    if (message.kind === 'FRAME') collect(message);
  });
  await scope.command({ kind: 'PREVIEW', picture: request.kind });
  return scope.ended;
}

/** Only parts that follow each other without a hole make a frame; nothing is asked for again. */
export function createFrameCollector(onWhole: (bytes: Uint8Array) => void): (message: FrameMessage) => void {
  let parts: Uint8Array[] = [];
  let frame = -1;
  return (message) => {
    if (message.index === 0) {
      parts = [];
      frame = message.frame;
    }
    if (message.frame !== frame || message.index !== parts.length) return;
    parts.push(message.data);
    if (parts.length === message.chunkCount) onWhole(new Uint8Array(Buffer.concat(parts)));
  };
}
