import type { CaptureKind } from '../domain/visit.ts';

/**
 * Which method made a finding, as `name@version`; raised whenever the same bytes would give other values, so that
 * findings of different methods are never compared as if they were alike.
 */
const METHODS: Readonly<Record<CaptureKind, string>> = {
  'tongue-top': 'sizhen-tongue-classical@1',
  'tongue-underside': 'sizhen-tongue-classical@1',
  face: 'sizhen-face-classical@1',
  'pulse-left': 'sizhen-pulse@1',
  'pulse-right': 'sizhen-pulse@1',
};

export const findingMethod = (kind: CaptureKind): string => METHODS[kind];
