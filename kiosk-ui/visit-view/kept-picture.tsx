import type { ComponentChildren } from 'preact';
import { OutlinedPicture } from '../shared/outlined-picture.tsx';
import { VISIT_TEXT } from './visit-text.ts';

/** Where a capture's bytes are read, or null while they have not arrived. */
export type CaptureAddress = (captureId: string) => string | null;

/** A picture with its measured outline, or that it has not arrived yet. */
export function KeptPicture(props: {
  readonly captureId: string;
  readonly address: CaptureAddress;
  readonly description: string;
  readonly outline: readonly (readonly [number, number])[] | null;
  readonly marks?: ComponentChildren;
}) {
  const source = props.address(props.captureId);
  if (source === null) {
    return (
      <div class="picture-awaited">
        <p>{VISIT_TEXT.picture.notArrived}</p>
        <p class="remark">{VISIT_TEXT.picture.notArrivedHint}</p>
      </div>
    );
  }
  const { description, outline, marks } = props;
  return <OutlinedPicture key={source} source={source} description={description} outline={outline} marks={marks} />;
}
