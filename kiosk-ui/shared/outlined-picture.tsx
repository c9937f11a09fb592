import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/**
 * A kept picture with the outline that was measured. `outline` is in pixels of the full picture.
 * `marks` are further SVG shapes in the same pixels. The picture stands as it was taken (not mirrored). The container gives the size.
 */
export function OutlinedPicture(props: {
  readonly source: string;
  readonly description: string;
  readonly outline: readonly (readonly [number, number])[] | null;
  readonly marks?: ComponentChildren;
}) {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  return (
    <div class="outlined-picture">
      <img
        src={props.source}
        alt={props.description}
        onLoad={(event) => {
          const image = event.currentTarget;
          setSize({ width: image.naturalWidth, height: image.naturalHeight });
        }}
      />
      {size === null || (props.outline === null && props.marks === undefined) ? null : (
        <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
          {props.outline === null ? null : (
            <>
              <polygon class="outline-under" points={props.outline.map((point) => point.join(',')).join(' ')} />
              <polygon class="outline-over" points={props.outline.map((point) => point.join(',')).join(' ')} />
            </>
          )}
          {props.marks}
        </svg>
      )}
    </div>
  );
}
