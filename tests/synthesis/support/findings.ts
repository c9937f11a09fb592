import {
  CONSTITUTIONS,
  type Constitution,
  type ConstitutionResult,
  type Verdict,
} from '../../../src/domain/constitution.ts';
import type { PulseFinding, PulseQuality, TongueFinding } from '../../../src/domain/finding.ts';
import type { VisitFindings } from '../../../src/domain/visit.ts';

export const NO_FINDINGS: VisitFindings = { tongue: null, underside: null, face: null, pulse: {} };
const USABLE = { score: 0.9, usable: true, reasons: [] };
const source = { captureId: 'capture', method: 'test' };

/** A tongue of which body and coating carry these labels. */
export function tongueNamed(body: string | null, coating: string | null, p = 0.9, usable = true): VisitFindings {
  const lab = { l: 55, a: 22, b: 8 };
  const tongue: TongueFinding = {
    quality: { ...USABLE, usable },
    calibrated: true,
    tongue: null,
    body: { lab, colour: { label: body, p: body === null ? null : p } },
    coating: { lab, colour: { label: coating, p: coating === null ? null : p }, areaFraction: 0.5, thickness: null },
    shape: null,
    zones: {},
  };
  return { ...NO_FINDINGS, tongue: { ...tongue, ...source } };
}

/** A left pulse with the named qualities present, all others of `judged` absent. */
export function pulseWith(present: readonly string[], judged: readonly string[], usable = true): VisitFindings {
  const qualities = judged.map(
    (name): PulseQuality => ({ name, verdict: present.includes(name) ? 'present' : 'absent', rule: name, value: 1 }),
  );
  const none = { floating: null, middle: null, deep: null };
  const finding: PulseFinding = {
    wrist: 'left',
    best: null,
    analysis: {
      rateHz: 100,
      durationS: 12,
      quality: { ...USABLE, usable },
      beats: [],
      meanBeat: null,
      meanBeatSamples: [],
      parameters: {
        ...{ h1: null, h2: null, h3: null, h4: null, h5: null, t1: null, t2: null, t3: null, t4: null, t5: null },
        ...{ t: null, w1: null, w2: null, as: null, ad: null },
      },
      rate: { bpm: 70 },
      rhythm: { regular: true, nrmssd: 0.02, pattern: 'regular' },
      qualities,
    },
    amplitudesPa: { cun: none, guan: none, chi: none },
    excerpt: null,
    quality: { ...USABLE, usable },
  };
  return { ...NO_FINDINGS, pulse: { left: { ...finding, ...source } } };
}

/** A result with these verdicts and 否 for all others. */
export function resultWith(verdicts: Partial<Record<Constitution, Verdict>>): ConstitutionResult {
  return {
    questionnaire: 'gbt46939-2025',
    version: '1.0.0',
    scorer: { name: 'gbt46939-2025', version: '1.0.0', sha256: '0'.repeat(64) },
    scales: CONSTITUTIONS.map((id) => ({ id, raw: 6, score: 20, verdict: verdicts[id] ?? 'no' })),
    conclusion: { primary: null, also: [], tendencies: [], tied: [], contradictory: false, text: '' },
  };
}
