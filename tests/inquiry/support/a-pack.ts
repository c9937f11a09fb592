import { generateKeyPairSync } from 'node:crypto';
import { FIVE_STATE_SCALES } from '../../../src/domain/five-state.ts';

/** Packs of the licensed formats with numbers in place of every licensed word, key and norm. */

export function publisher() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const licence = { holder: '某医院', reference: 'L-1', validUntil: '2027-12-31' };

/** 103 statements; statement i counts on scale (i − 1) mod 6, every third of a scale when answered 否. */
export function fiveStatePayload() {
  const items = Array.from({ length: 103 }, (_, index) => ({ number: index + 1, text: `（${index + 1}）` }));
  const key = Object.fromEntries(
    FIVE_STATE_SCALES.map((scale, column) => {
      const own = items.map(({ number }) => number).filter((number) => (number - 1) % 6 === column);
      return [scale, { yes: own.filter((_, at) => at % 3 !== 2), no: own.filter((_, at) => at % 3 === 2) }];
    }),
  );
  const scales = Object.fromEntries(FIVE_STATE_SCALES.map((scale, index) => [scale, { mean: 8 + index, sd: 2 }]));
  const group = { education: 'any' as const, n: 500, scales };
  return {
    kind: 'five-state-licensed' as const,
    version: '2.0.0',
    title: '测验',
    stem: '请回答。',
    licence,
    items,
    key,
    norms: [
      { sex: 'female' as const, ageFrom: 18, ageBelow: 60, ...group },
      { sex: 'female' as const, ageFrom: 60, ageBelow: 120, ...group, education: ['tertiary' as const] },
    ],
    normName: '授权常模',
    concealmentCautionFromT: 60,
  };
}

/** The 61 wordings of the 60-item scale, each another text, with the phrases that circulating copies lose. */
export function wordingPayload(changed: Readonly<Record<string, string>> = {}) {
  const numbers = Array.from({ length: 59 }, (_, index) => String(index + 1));
  const items: Record<string, string> = Object.fromEntries(
    [...numbers, '60F', '60M'].map((item) => [item, `条目${item}的文字`]),
  );
  const phrases = { '7': '条目七低弱无力', '9': '条目九情绪低沉', '13': '条目十三胀' };
  return {
    kind: 'wording' as const,
    questionnaire: 'ccmq-60' as const,
    version: '1.0.0',
    licence,
    items: { ...items, ...phrases, ...changed },
  };
}
