import type { CaptureKind } from '../domain/visit.ts';

/**
 * Which method made a finding, as `name@version`; raised whenever the same bytes would give other values, so that
 * findings of different methods are never compared as if they were alike.
 */
const METHODS: Readonly<Record<CaptureKind, string>> = {
  'tongue-top': 'sizhen-tongue@2',
  'tongue-underside': 'sizhen-tongue@2',
  face: 'sizhen-face@3',
  'pulse-left': 'sizhen-pulse@1',
  'pulse-right': 'sizhen-pulse@1',
};

/** `models` are those that took part, each as `name@version`. */
export const findingMethod = (kind: CaptureKind, models: readonly string[] = []): string =>
  [METHODS[kind], ...models].join(' + ');
