import { describe, expect, it } from 'vitest';
import type { FaceFinding } from '../../../src/domain/finding.ts';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import type { Bundle } from '../../../src/exchange/fhir/schema.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../../src/exchange/validate-bundle.ts';
import { anExchange, aVisit } from '../support/a-visit.ts';

const calibration = {
  id: 'c-1',
  light: 'built-in',
  meanDeltaE: 0.75,
  maxDeltaE: 2.5,
  madeAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-12-20T08:00:00.000Z',
};
const lab = { l: 62.5, a: 14.25, b: 18 };
const face: FaceFinding = {
  quality: { score: 1, usable: true, reasons: [] },
  calibrated: true,
  calibration,
  face: { bbox: { x: 90, y: 100, width: 460, height: 600 }, areaPx: 200_000 },
  skin: { lab, spread: { l: 2, a: 1, b: 1 } },
  regions: {
    nose: {
      lab,
      spread: { l: 2, a: 1, b: 1 },
      areaPx: 900,
      fromSkin: { l: 0.5, a: 1, b: -0.5 },
      gloss: 0.125,
      disc: { x: 300.5, y: 320, radiusPx: 22.25 },
    },
  },
};

describe('a calibrated face as a FHIR Observation', () => {
  const visit = aVisit();
  const captureId = visit.findings.face?.captureId ?? '';
  const captures = visit.captures.map((capture) =>
    capture.id === captureId ? { ...capture, provenance: { ...capture.provenance, calibration } } : capture,
  );
  const findings = { ...visit.findings, face: { ...face, captureId, method: 'sizhen-face@3' } };
  const sent = JSON.parse(canonicalJson(visitToBundle(anExchange({ captures, findings })))) as Bundle;
  const received = bundleToVisit(sent).visit;

  it('comes back with its calibration, its regions and where they were measured', () => {
    expect(validateBundle(sent).ok).toBe(true);
    expect(received.findings.face).toEqual(findings.face);
  });

  it('gives every number its unit', () => {
    const components = sent.entry.flatMap(({ resource }) =>
      resource.resourceType === 'Observation' ? (resource.component ?? []) : [],
    );
    const unitOf = (path: string) =>
      components.find(({ code }) => code.coding?.[0]?.code === `face.${path}`)?.valueQuantity?.code;
    expect(unitOf('regions.nose.lab.l')).toBe('{CIELAB}');
    expect(unitOf('regions.nose.fromSkin.a')).toBe('{CIELAB}');
    expect(unitOf('regions.nose.disc.radiusPx')).toBe('{px}');
    expect(unitOf('calibration.meanDeltaE')).toBe('{CIEDE2000}');
    expect(unitOf('regions.nose.gloss')).toBe('1');
  });

  it('has the calibration with residual and dates on its picture too', () => {
    const capture = received.captures.find(({ id }) => id === captureId);
    expect(capture?.provenance.calibration).toEqual(calibration);
  });
});
