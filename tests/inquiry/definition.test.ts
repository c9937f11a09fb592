import { describe, expect, it } from 'vitest';
import { itemsForSex, readDefinition } from '../../src/inquiry/definition.ts';
import gbt46939 from '../../src/inquiry/definitions/gbt46939-2025.json' with { type: 'json' };
import { questionnaireDefinition } from '../../src/inquiry/questionnaire.ts';
import { CCMQ_STRUCTURE } from './support/ccmq-structure.ts';
import { ELDER_PRINTED } from './support/elder-printed.ts';
import { GBT46939_TABLE } from './support/gbt46939-table.ts';
import { CHINESE } from './support/plain-rule.ts';

type Resource = typeof gbt46939;

/** A copy of the shipped resource, changed by `change`. */
function changed(change: (resource: Resource) => void): unknown {
  const resource = structuredClone(gbt46939);
  change(resource);
  return resource;
}

const refusal = expect.objectContaining({ code: 'inquiry/invalid-definition' });

describe('the definition of GB/T 46939-2025', () => {
  const definition = questionnaireDefinition('gbt46939-2025');

  it('prints every item as the standard does, and scores it on the same scales', () => {
    const items = definition.items.map(({ linkId, text, scoredOn }) => [linkId, text, scoredOn]);
    const printed = GBT46939_TABLE.map(([item, text, scales]) => [
      item,
      text,
      scales.split(';').map((scale) => ({ scale: CHINESE[scale.replace('反', '')], reverse: scale.endsWith('反') })),
    ]);
    expect(items).toEqual(printed);
  });

  it('prints the stem and the five options as the standard does', () => {
    expect(definition.stem).toBe('请根据近一年的体验和感觉，回答以下问题。');
    const labels = ['没有（根本不）', '很少（有一点）', '有时（有些）', '经常（相当）', '总是（非常）'];
    for (const item of definition.items) {
      expect(item.options).toEqual(labels.map((label, index) => ({ value: index + 1, label })));
    }
  });

  it('asks each sex 26 items, of which only item 16 differs', () => {
    const female = itemsForSex(definition, 'female');
    const male = itemsForSex(definition, 'male');
    expect(female.map((item) => item.number)).toEqual(definition.numbers);
    expect(male.map((item) => item.number)).toEqual(definition.numbers);
    expect(female.filter((item) => !male.includes(item)).map((item) => item.linkId)).toEqual(['16F']);
    expect(male.filter((item) => !female.includes(item)).map((item) => item.linkId)).toEqual(['16M']);
  });
});

/** `气虚;平和反` as the definition has it. */
const scalesOf = (scales: string) =>
  scales.split(';').map((scale) => ({ scale: CHINESE[scale.replace('反', '')], reverse: scale.endsWith('反') }));

describe('the definition of the elder form', () => {
  it('prints every item as the form does, and scores it on the same scales', () => {
    const { items } = questionnaireDefinition('elder-33');
    expect(items.map(({ linkId, text, scoredOn }) => [linkId, text, scoredOn])).toEqual(
      ELDER_PRINTED.map(([item, text, scales]) => [item, text, scalesOf(scales)]),
    );
  });

  it.each([
    ['9', ['BMI<24', '24≤BMI<25', '25≤BMI<26', '26≤BMI<28', 'BMI≥28']],
    ['14', ['一年<2次', '一年2–4次', '一年5–6次', '一年8次以上', '几乎每月']],
    ['17', ['从来没有', '一年1、2次', '一年3、4次', '一年5、6次', '每次遇到上述原因都过敏']],
    ['28', ['腹围<80cm（2.4尺）', '腹围80–85cm', '腹围86–90cm', '腹围91–105cm', '腹围>105cm（3.15尺）']],
  ])('gives item %s its own options', (number, labels) => {
    const item = questionnaireDefinition('elder-33').items.find((candidate) => candidate.number === number);
    expect(item?.options).toEqual(labels.map((label, index) => ({ value: index + 1, label })));
  });

  it('lets an observer answer items 32 and 33 only', () => {
    const observed = questionnaireDefinition('elder-33').items.filter((item) => item.mayBeObserved);
    expect(observed.map((item) => item.number)).toEqual(['32', '33']);
  });

  it('asks 33 items, of which four have options of their own', () => {
    const { items } = questionnaireDefinition('elder-33');
    const usual = items[0]?.options[0]?.label;
    expect(items).toHaveLength(33);
    expect(items.filter((item) => item.options[0]?.label !== usual).map((item) => item.number)).toEqual([
      '9',
      '14',
      '17',
      '28',
    ]);
  });
});

describe('the definition of the 60-item scale', () => {
  const definition = questionnaireDefinition('ccmq-60');

  it('scores every item on the scales of the standard and holds no wording', () => {
    const once = definition.items.filter((item) => item.linkId !== '60M');
    expect(once.map(({ scoredOn }) => scoredOn)).toEqual(CCMQ_STRUCTURE.map(scalesOf));
    expect(definition.items.every((item) => item.text === null)).toBe(true);
  });

  it('asks each sex 60 items, of which only item 60 differs', () => {
    expect(itemsForSex(definition, 'female').filter((item) => item.sex !== null)[0]?.linkId).toBe('60F');
    expect(itemsForSex(definition, 'male').map((item) => item.number)).toEqual(definition.numbers);
  });
});

describe('a definition', () => {
  it('is refused when it is no questionnaire', () => {
    expect(() => readDefinition({ resourceType: 'Patient' })).toThrow(refusal);
    expect(() => readDefinition(null)).toThrow(refusal);
  });

  it('is refused when a member would be without effect', () => {
    expect(() => readDefinition({ ...gbt46939, implicitRules: 'urn:x' })).toThrow(refusal);
  });

  it('is refused when an item is missing', () => {
    const without = changed((resource) => {
      resource.item = resource.item.filter((item) => item.linkId !== '12');
    });
    expect(() => readDefinition(without)).toThrow(refusal);
  });

  it('is refused when one sex meets no wording of an item', () => {
    const without = changed((resource) => {
      resource.item = resource.item.filter((item) => item.linkId !== '16M');
    });
    expect(() => readDefinition(without)).toThrow(refusal);
  });

  it('is refused when the two wordings of an item count on different scales', () => {
    const uneven = changed((resource) => {
      const female = resource.item.find((item) => item.linkId === '16F');
      const other = resource.item.find((item) => item.linkId === '17');
      if (female !== undefined && other?.extension !== undefined) female.extension = other.extension;
    });
    expect(() => readDefinition(uneven)).toThrow(refusal);
  });

  it('is refused when the scales are not the nine of the standard', () => {
    const without = changed((resource) => {
      resource.extension = resource.extension.slice(1);
    });
    expect(() => readDefinition(without)).toThrow(refusal);
  });

  it('is refused when its options do not run from 1 to 5', () => {
    const short = changed((resource) => {
      resource.contained[0]?.compose.include[0]?.concept.pop();
    });
    expect(() => readDefinition(short)).toThrow(refusal);
  });
});
