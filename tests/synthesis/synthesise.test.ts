import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSTITUTIONS, type Constitution } from '../../src/domain/constitution.ts';
import { MODALITIES, type Modality, type ModalityAgreement, type Synthesis } from '../../src/domain/synthesis.ts';
import { type ModelRegistry, openModelRegistry } from '../../src/inference/model-registry.ts';
import { evidenceWeights, MODALITY_CLIP } from '../../src/synthesis/compile-synthesis.ts';
import { publishedEvidence } from '../../src/synthesis/evidence-table.ts';
import { inputsOf, readSigns } from '../../src/synthesis/read-signs.ts';
import { SIGNS } from '../../src/synthesis/signs.ts';
import { type SynthesisModel, synthesise } from '../../src/synthesis/synthesise.ts';
import { NO_FINDINGS, pulseWith, resultWith, tongueNamed } from './support/findings.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));
let registry: ModelRegistry;
let use: SynthesisModel;
beforeAll(async () => {
  registry = await openModelRegistry({ modelsDir, only: ['synthesis'] });
  use = { model: registry.get('synthesis'), table: publishedEvidence() };
});
afterAll(() => registry.close());

const JUDGED = ['rapid', 'slow', 'deep', 'slippery', 'wiry', 'rough', 'empty', 'full', 'moderate'];
function said(synthesis: Synthesis, constitution: Constitution, modality: Modality): ModalityAgreement {
  const found = synthesis.constitutions
    .find((one) => one.constitution === constitution)
    ?.modalities.find((one) => one.modality === modality);
  if (found === undefined) throw new Error('nothing said');
  return found;
}

describe('四诊合参', () => {
  it('agrees where slow and deep pulse stand beside 阳虚, naming each sign with its part', async () => {
    const result = resultWith({ 'yang-deficiency': 'yes' });
    const synthesis = await synthesise(use, result, pulseWith(['slow', 'deep'], JUDGED));
    const pulse = said(synthesis, 'yang-deficiency', 'pulse');
    expect(pulse.agreement).toBe('agree');
    expect(pulse.contributions).toEqual([
      { sign: 'pulse.slow', lnLr: 0.25 },
      { sign: 'pulse.deep', lnLr: 0.2 },
    ]);
    expect(pulse.lnLr).toBeCloseTo(0.45, 12);
  });

  it('never touches the verdict, whatever the devices find', async () => {
    const result = resultWith({ balanced: 'yes', 'damp-heat': 'tendency' });
    const before = structuredClone(result);
    const findings = { ...tongueNamed('dark', 'yellow'), pulse: pulseWith(['slippery', 'rapid'], JUDGED).pulse };
    const synthesis = await synthesise(use, result, findings);
    expect(result).toEqual(before);
    expect(synthesis.constitutions.map(({ constitution, verdict }) => [constitution, verdict])).toEqual(
      result.scales.map(({ id, verdict }) => [id, verdict]),
    );
  });

  it('disagrees where the answers deny what tongue and pulse show together', async () => {
    const synthesis = await synthesise(use, resultWith({}), pulseWith(['rapid', 'slippery'], JUDGED));
    expect(said(synthesis, 'damp-heat', 'pulse').agreement).toBe('neutral');
    const tongue = await synthesise(use, resultWith({}), tongueNamed('dark', 'yellow'));
    expect(said(tongue, 'damp-heat', 'tongue').agreement).toBe('disagree');
  });

  it('says not assessable without a capture, with a poor one, and where no judged sign weighs anything', async () => {
    const result = resultWith({ 'damp-heat': 'yes' });
    const reasonOf = async (findings: typeof NO_FINDINGS) =>
      said(await synthesise(use, result, findings), 'damp-heat', 'tongue');
    expect(await reasonOf(NO_FINDINGS)).toMatchObject({ agreement: 'not-assessable', reason: 'not-taken', lnLr: null });
    expect(await reasonOf(tongueNamed('dark', 'yellow', 0.9, false))).toMatchObject({ reason: 'poor-quality' });
    expect(await reasonOf(tongueNamed(null, null))).toMatchObject({ reason: 'no-evidence' });
    expect(await reasonOf(tongueNamed('dark', 'yellow', 0.6))).toMatchObject({ reason: 'no-evidence' });
  });

  it('lets a physician’s own signs speak where the picture says nothing', async () => {
    const result = resultWith({ 'phlegm-dampness': 'yes' });
    const seen = { 'coating-quality': 'greasy', 'tongue-form': 'swollen' } as const;
    const synthesis = await synthesise(use, result, NO_FINDINGS, seen);
    expect(said(synthesis, 'phlegm-dampness', 'tongue')).toMatchObject({ agreement: 'agree', reason: null });
  });

  it('gives no weight to mild tooth marks, which more than half of people have, nor to a normal tongue or pulse', async () => {
    const seen = { 'tooth-marks': 'mild', 'complexion-lustre': 'lustrous' } as const;
    const findings = { ...tongueNamed('regular', 'white'), pulse: pulseWith(['moderate'], JUDGED).pulse };
    const synthesis = await synthesise(use, resultWith({ balanced: 'yes' }), findings, seen);
    for (const { modalities } of synthesis.constitutions)
      for (const { agreement, contributions } of modalities) {
        expect(['neutral', 'not-assessable']).toContain(agreement);
        expect(contributions).toEqual([]);
      }
  });

  it('names the model and the table it used', async () => {
    const { model, evidence } = await synthesise(use, resultWith({}), NO_FINDINGS);
    expect(model).toMatchObject({ name: 'synthesis', version: '1.0.0' });
    expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(evidence).toEqual({ version: publishedEvidence().version, origin: 'published' });
  });
});

describe('the compiled model', () => {
  /** The rule once more in plain code. */
  function plainSums(readings: readonly (boolean | null)[]): number[] {
    const weights = evidenceWeights(publishedEvidence());
    return MODALITIES.flatMap((modality) =>
      CONSTITUTIONS.map((_, type) => {
        let sum = 0;
        SIGNS.forEach((sign, row) => {
          if (sign.modality === modality && readings[row] === true)
            sum += weights[row * CONSTITUTIONS.length + type] ?? 0;
        });
        return Math.max(-MODALITY_CLIP, Math.min(MODALITY_CLIP, sum));
      }),
    );
  }

  it('equals the plain rule on random signs, alone and in a batch', async () => {
    const rows = fc.sample(
      fc.array(fc.constantFrom(true, false, null), { minLength: SIGNS.length, maxLength: SIGNS.length }),
      { numRuns: 2000, seed: 7 },
    );
    const inputs = inputsOf(rows.map((values) => ({ values })));
    const { sums } = await use.model.run(inputs);
    const expected = rows.flatMap(plainSums);
    const largest = expected.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (sums?.data[at] ?? Number.NaN))),
      0,
    );
    expect(largest).toBeLessThan(1e-12);
    expect(Math.max(...expected)).toBe(MODALITY_CLIP);
    const one = await use.model.run(inputsOf([{ values: rows[3] ?? [] }]));
    expect([...(one.sums?.data ?? [])]).toEqual([...(sums?.data.slice(81, 108) ?? [])]);
  });
});

describe('the reading of signs', () => {
  const at = (id: string) => SIGNS.findIndex((sign) => sign.id === id);

  it('finds a pulse quality at either wrist, and denies it only where it was judged', () => {
    const left = pulseWith([], ['wiry']).pulse.left;
    const right = pulseWith(['wiry'], ['wiry']).pulse.left;
    const both = { ...NO_FINDINGS, pulse: { ...(left && { left }), ...(right && { right }) } };
    expect(readSigns(both, {}).values[at('pulse.wiry')]).toBe(true);
    expect(readSigns(pulseWith([], ['wiry']), {}).values[at('pulse.wiry')]).toBe(false);
    expect(readSigns(pulseWith([], []), {}).values[at('pulse.wiry')]).toBeNull();
  });

  it('leaves a field that the physician did not look at unread', () => {
    expect(readSigns(NO_FINDINGS, {}).values[at('tongue.dry')]).toBeNull();
    expect(readSigns(NO_FINDINGS, { 'tongue-moisture': 'moist' }).values[at('tongue.dry')]).toBe(false);
  });
});
