import { useEffect } from 'preact/hooks';

export interface AnswerKeys {
  /** A digit key: the option in that place, from 0. */
  readonly onOption: (index: number) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** 1–5 answer; ↑ and ↓ walk through the options, Enter takes one; ← and → turn the pages. */
export function useAnswerKeys({ onOption, onBack, onNext }: AnswerKeys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]') !== null) return;
      if (/^[1-9]$/.test(event.key)) return onOption(Number(event.key) - 1);
      if (event.key === 'ArrowLeft') return onBack();
      if (event.key === 'ArrowRight') return onNext();
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      moveFocus(event.key === 'ArrowDown' ? 1 : -1);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}

function moveFocus(by: 1 | -1): void {
  const options = [...document.querySelectorAll<HTMLButtonElement>('.options .option')];
  const at = options.indexOf(document.activeElement as HTMLButtonElement);
  const next = at === -1 ? (by === 1 ? 0 : options.length - 1) : at + by;
  options[Math.max(0, Math.min(options.length - 1, next))]?.focus();
}
