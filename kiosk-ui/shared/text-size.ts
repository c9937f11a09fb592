import { effect, signal } from '@preact/signals';

export const TEXT_SIZES = ['normal', 'large', 'extra-large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** Chosen size of text: ×1, ×1.25, ×1.5 (tokens.css). Belongs to the person at the screen, so it is never stored. */
export const textSize = signal<TextSize>('normal');

/** Keeps `<html data-text-size>` equal to the choice. Call once per page. */
export function applyTextSize(): void {
  effect(() => {
    document.documentElement.dataset.textSize = textSize.value;
  });
}
