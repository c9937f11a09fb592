import { describe, expect, it } from 'vitest';
import { ELDER_GLOSSES } from '../../src/inquiry/glosses/elder-33.ts';
import { GBT46939_GLOSSES } from '../../src/inquiry/glosses/gbt46939-2025.ts';
import { questionnaireDefinition, questionnaireView } from '../../src/inquiry/questionnaire.ts';

describe.each([
  ['gbt46939-2025', GBT46939_GLOSSES],
  ['elder-33', ELDER_GLOSSES],
])('the plain words of %s', (id, glosses) => {
  it('stand for every item and for no other', () => {
    const { items } = questionnaireDefinition(id);
    expect(Object.keys(glosses).sort()).toEqual(items.map((item) => item.linkId).sort());
  });

  it('are shown beside the official wording, which stays as it is', () => {
    const { items } = questionnaireDefinition(id);
    for (const shown of questionnaireView(id, 'female').items) {
      const item = items.find((candidate) => candidate.number === shown.number && candidate.sex !== 'male');
      expect(shown.text).toBe(item?.text);
      expect(shown.gloss).toBe(glosses[item?.linkId ?? '']);
    }
  });

  it('are no copy of the official wording', () => {
    for (const item of questionnaireDefinition(id).items) {
      expect(item.text).not.toContain(glosses[item.linkId]?.replace(/。$/, ''));
    }
  });
});
