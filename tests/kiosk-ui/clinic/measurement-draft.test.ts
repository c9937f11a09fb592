import { describe, expect, it } from 'vitest';
import { newDraft, nextField, stateOf, typeKey, valuesOf } from '../../../kiosk-ui/clinic/measurement-draft.ts';
import type { MeasurementKind } from '../../../src/domain/measurement.ts';

const typed = (kind: MeasurementKind, keys: string) => [...keys].reduce(typeKey, newDraft(kind));

describe('a measurement being typed', () => {
  it('takes one digit after the point where a device shows one', () => {
    expect(valuesOf(typed('height', '156.57'))).toEqual({ heightCm: 156.5 });
    expect(valuesOf(typed('blood-pressure', '13.4'))).toEqual({ systolicMmHg: 134 });
  });

  it('takes no fourth digit and no point before a digit', () => {
    expect(valuesOf(typed('weight', '.1234'))).toEqual({ weightKg: 123 });
  });

  it('forgets the last key, and an emptied field is no zero', () => {
    const emptied = typeKey(typed('weight', '6'), 'delete');
    expect(valuesOf(emptied)).toEqual({});
    expect(stateOf(typeKey(emptied, 'delete'))).toEqual({ state: 'incomplete' });
  });

  it('goes to the next empty field', () => {
    const draft = nextField(typed('blood-pressure', '134'));
    expect(draft.active).toBe('diastolicMmHg');
    expect(stateOf(['8', '2'].reduce(typeKey, draft))).toEqual({ state: 'good' });
  });

  it('asks glucose when it was taken', () => {
    const draft = typed('glucose', '5.6');
    expect(stateOf(draft)).toEqual({ state: 'incomplete' });
    expect(stateOf({ ...draft, timing: 'fasting' })).toEqual({ state: 'good' });
  });

  it('names what is unusual and what cannot be', () => {
    expect(stateOf(typed('weight', '125'))).toEqual({ state: 'unusual', quantities: ['weightKg'] });
    expect(stateOf(typed('height', '1.6'))).toEqual({ state: 'refused', quantities: ['heightCm'] });
  });
});
