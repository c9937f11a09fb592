import { TEXT_SIZES, textSize } from './text-size.ts';
import { WORDS } from './words.ts';

/** Three sizes of 字; the choice holds for the whole page. */
export function TextSizeToggle() {
  return (
    <fieldset class="text-size" aria-label={WORDS.textSizeLabel}>
      {TEXT_SIZES.map((size) => (
        <span key={size}>
          <button
            type="button"
            class="button"
            data-size={size}
            aria-pressed={textSize.value === size}
            onClick={() => {
              textSize.value = size;
            }}
          >
            {WORDS.textSize[size]}
          </button>
        </span>
      ))}
    </fieldset>
  );
}
