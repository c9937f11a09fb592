import { describe, expect, it } from 'vitest';
import { answersOf, colourBasesOf, headlineOf, partsOf, sourcesOf } from '../../../kiosk-ui/visit-view/visit-facts.ts';
import { SAMPLE_VISIT, sampleConstitution } from '../support/sample-visit.ts';

describe('the facts of a visit', () => {
  it('name every part as kept, skipped or missing', () => {
    const visit = { ...SAMPLE_VISIT, captures: SAMPLE_VISIT.captures.filter(({ kind }) => kind !== 'face') };
    expect(partsOf(visit).map(({ state }) => state)).toEqual(['kept', 'skipped', 'missing', 'kept', 'kept']);
  });

  it('say what a physician has to decide when two constitutions are tied', () => {
    const tied = sampleConstitution({
      primary: null,
      also: ['qi-deficiency', 'damp-heat'],
      tied: ['qi-deficiency', 'damp-heat'],
    });
    const { main, beside, open } = headlineOf(tied);
    expect(main).toBe('待中医师判定');
    expect(beside).toEqual(['倾向 阳虚质']);
    expect(open).toEqual(['气虚质、湿热质 得分相同，以哪一种为主由中医师判定']);
  });

  it('ask to check contradictory answers, and take missing information as a result', () => {
    expect(headlineOf(sampleConstitution({ contradictory: true })).open).toHaveLength(1);
    expect(headlineOf(null).main).toBe('未能判定');
    expect(headlineOf(sampleConstitution({ primary: null, also: [], tendencies: [] })).open).toHaveLength(1);
  });

  it('tell by which colour calibration each picture was read, and which have none', () => {
    const calibration = { id: 'c', meanDeltaE: 0.8, maxDeltaE: 2, madeAt: '2026-11-01', expiresAt: '2026-12-01' };
    const captures = SAMPLE_VISIT.captures.map((capture) =>
      capture.kind === 'face' ? { ...capture, provenance: { ...capture.provenance, calibration } } : capture,
    );
    expect(colourBasesOf({ ...SAMPLE_VISIT, captures })).toEqual([
      { kinds: ['tongue-top'], calibration: null },
      { kinds: ['face'], calibration },
    ]);
    expect(colourBasesOf(SAMPLE_VISIT)).toEqual([{ kinds: ['tongue-top', 'face'], calibration: null }]);
  });

  it('put the strongest answers first and keep all in the order of the sheet', () => {
    const { all, strong } = answersOf({
      questionnaire: 'gbt46939-2025',
      version: '1',
      sex: 'male',
      mode: 'self',
      answers: { '10': 4, '2': 5, '1': 1 },
    });
    expect(all.map(({ number }) => number)).toEqual(['1', '2', '10']);
    expect(strong.map(({ number }) => number)).toEqual(['2', '10']);
  });

  it('join captures of one instrument and operator into one source with its span of time', () => {
    const [source, ...others] = sourcesOf(SAMPLE_VISIT);
    expect(others).toEqual([]);
    expect(source?.kinds).toHaveLength(4);
    expect(source?.firstAt).toBe('2026-11-22T01:03:00.000Z');
    expect(source?.lastAt).toBe('2026-11-22T01:06:00.000Z');
  });
});
