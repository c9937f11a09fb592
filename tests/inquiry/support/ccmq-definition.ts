import { type QuestionnaireDefinition, readDefinition } from '../../../src/inquiry/definition.ts';
import { SCORED_ON_URL } from '../../../src/inquiry/definition-schema.ts';
import gbt46939 from '../../../src/inquiry/definitions/gbt46939-2025.json' with { type: 'json' };
import { CCMQ_STRUCTURE } from './ccmq-structure.ts';
import { CHINESE } from './plain-rule.ts';

/** The 60-item scale with numbers in place of its licensed wording. */
export function ccmqDefinition(): QuestionnaireDefinition {
  const stem = gbt46939.item.filter((item) => item.linkId === 'stem');
  return readDefinition({
    ...gbt46939,
    id: 'ccmq-60',
    item: [
      ...stem,
      ...CCMQ_STRUCTURE.map((scales, index) => ({
        linkId: String(index + 1),
        extension: scales.split(';').map(scoredOn),
        prefix: String(index + 1),
        text: `（${index + 1}）`,
        type: 'choice',
        required: true,
        answerValueSet: '#frequency',
      })),
    ],
  });
}

function scoredOn(scale: string) {
  return {
    url: SCORED_ON_URL,
    extension: [
      { url: 'scale', valueCode: CHINESE[scale.replace('反', '')] },
      { url: 'reverse', valueBoolean: scale.endsWith('反') },
    ],
  };
}
