import type { Verdict } from '../../src/domain/constitution.ts';

/** ● 是, ◕ 基本是, ◐ 倾向是, ○ 否, drawn so that no font has to hold them. Stands beside the word. */
export function VerdictSymbol({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6" />
      <path d={FILLS[verdict]} fill="currentColor" />
    </svg>
  );
}

const FILLS: Readonly<Record<Verdict, string>> = {
  yes: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
  basically: 'M8 8V1.5A6.5 6.5 0 1 1 1.5 8z',
  tendency: 'M8 1.5a6.5 6.5 0 0 0 0 13z',
  no: '',
};
