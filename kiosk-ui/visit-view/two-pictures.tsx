import { useState } from 'preact/hooks';
import { PICTURE_TEXT } from './picture-text.ts';

const HALF = 50;

/** The earlier picture left of a line, the present one right of it; dragged, or moved by the arrow keys. */
export function TwoPictures(props: {
  readonly earlier: { readonly source: string; readonly words: string };
  readonly present: { readonly source: string; readonly words: string };
}) {
  const [percent, setPercent] = useState(HALF);
  const [failed, setFailed] = useState(false);
  const { earlier, present } = props;
  if (failed) return <p class="nothing">{PICTURE_TEXT.failed}</p>;
  const onError = () => setFailed(true);
  return (
    <figure class="two-pictures">
      <div class="two-pictures-stage">
        <img src={present.source} alt={present.words} onError={onError} />
        <img
          src={earlier.source}
          alt={earlier.words}
          onError={onError}
          style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }}
        />
        <span class="two-pictures-line" style={{ left: `${percent}%` }} />
        <span class="two-pictures-name">{earlier.words}</span>
        <span class="two-pictures-name two-pictures-present">{present.words}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          aria-label={PICTURE_TEXT.slider}
          onInput={(event) => setPercent(Number(event.currentTarget.value))}
        />
      </div>
      <figcaption class="remark">{PICTURE_TEXT.sliderHint}</figcaption>
    </figure>
  );
}
