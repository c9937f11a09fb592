import { describe, expect, it } from 'vitest';
import { CONSTITUTIONS } from '../../../src/domain/constitution.ts';
import type { PhysicianOpinion } from '../../../src/domain/physician-opinion.ts';
import { MODALITIES, type Synthesis } from '../../../src/domain/synthesis.ts';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import { opinionFrom, opinionObservation } from '../../../src/exchange/fhir/opinion-observation.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../../src/exchange/validate-bundle.ts';
import { anExchange, aVisit, RESIDENT } from '../support/a-visit.ts';

const SYNTHESIS: Synthesis = {
  model: { name: 'synthesis', version: '1.0.0', sha256: 'ab'.repeat(32) },
  evidence: { version: '2026-11-25', origin: 'published' },
  constitutions: CONSTITUTIONS.map((constitution, at) => ({
    constitution,
    verdict: at === 2 ? 'yes' : 'no',
    modalities: MODALITIES.map((modality, column) =>
      (at + column) % 2 === 0
        ? { modality, agreement: 'not-assessable', lnLr: null, reason: 'not-taken', contributions: [] }
        : {
            modality,
            agreement: 'neutral',
            lnLr: 0.25,
            reason: null,
            contributions: [
              { sign: 'pulse.slow', lnLr: 0.25 },
              { sign: 'pulse.rapid', lnLr: -0.2 },
            ],
          },
    ),
  })),
};

const OPINION: PhysicianOpinion = {
  id: '0198a000-0000-7000-8000-000000000301',
  visitId: aVisit().id,
  physicianId: '0198a000-0000-7000-8000-0000000000aa',
  recordedAt: '2026-11-22T09:00:00.000Z',
  signs: { 'tongue-form': 'swollen', complexion: 'yellow' },
  confirmed: { constitutions: ['phlegm-dampness', 'qi-deficiency'], reason: '舌胖大' },
  synthesis: SYNTHESIS,
};

describe('四诊合参 in the Bundle of a visit', () => {
  it('comes back as it was, in a Bundle that fulfils the profile', () => {
    const check = validateBundle(JSON.parse(canonicalJson(visitToBundle(anExchange({ synthesis: SYNTHESIS })))));
    if (!check.ok) throw new Error(JSON.stringify(check.faults));
    expect(bundleToVisit(check.bundle).visit.synthesis).toEqual(SYNTHESIS);
  });

  it('is absent where there was none', () => {
    expect(bundleToVisit(visitToBundle(anExchange())).visit).not.toHaveProperty('synthesis');
  });
});

describe('a physician’s opinion as an Observation', () => {
  const sent = (opinion: PhysicianOpinion): unknown =>
    JSON.parse(canonicalJson(opinionObservation(opinion, RESIDENT.id)));

  it.each([
    ['whole', OPINION],
    ['of signs alone', { ...OPINION, confirmed: null }],
    [
      'of nothing but an agreement with the verdict',
      { ...OPINION, signs: {}, confirmed: { constitutions: ['balanced'], reason: '' } },
    ],
    ['without the model', { ...OPINION, synthesis: null }],
  ] as readonly (readonly [string, PhysicianOpinion])[])('comes back as it was: %s', (_what, opinion) => {
    expect(opinionFrom(sent(opinion))).toEqual(opinion);
  });

  it.each([
    ['no resource', 7],
    ['another resource', { resourceType: 'Patient' }],
    ['another code', { ...(sent(OPINION) as object), code: { coding: [{ system: 'urn:x', code: 'y' }] } }],
    ['an unknown member', { ...(sent(OPINION) as object), extra: true }],
  ])('is refused: %s', (_what, value) => {
    expect(() => opinionFrom(value)).toThrow(expect.objectContaining({ code: 'exchange/bundle-unreadable' }));
  });

  it('is refused with a sign or constitution that nobody knows', () => {
    const text = JSON.stringify(sent(OPINION));
    for (const changed of [text.replace('"swollen"', '"huge"'), text.replaceAll('"phlegm-dampness"', '"phlegm"')])
      expect(() => opinionFrom(JSON.parse(changed))).toThrow(
        expect.objectContaining({ code: 'exchange/bundle-unreadable' }),
      );
  });
});
