import { describe, expect, it } from 'vitest';
import { openSignedPack, signPack } from '../../src/inquiry/signed-pack.ts';
import { publisher } from './support/a-pack.ts';

const known = publisher();
const stranger = publisher();
const text = signPack({ b: 1, a: ['文字'] }, known.privatePem);

const refusal = (code: string) => expect.objectContaining({ code });

describe('a signed pack', () => {
  it('gives its payload when a configured publisher signed it', () => {
    expect(openSignedPack(text, [stranger.publicPem, known.publicPem])).toEqual({ b: 1, a: ['文字'] });
  });

  it('is the same pack with its members in another order or with other white space', () => {
    const { payload, ...rest } = JSON.parse(text);
    const reordered = JSON.stringify({ ...rest, payload: { a: payload.a, b: payload.b } }, null, 2);
    expect(openSignedPack(reordered, [known.publicPem])).toEqual(payload);
  });

  it('is refused when its publisher is not configured, or nobody is', () => {
    expect(() => openSignedPack(text, [stranger.publicPem])).toThrow(refusal('inquiry/pack-signature'));
    expect(() => openSignedPack(text, [])).toThrow(refusal('inquiry/pack-signature'));
  });

  it.each([
    ['a value', (pack: { payload: { b: number } }) => (pack.payload.b = 2)],
    ['the signature', (pack: { signature: { value: string } }) => (pack.signature.value = 'AAAA')],
  ])('is refused when %s was changed', (_, change) => {
    const pack = JSON.parse(text);
    change(pack);
    expect(() => openSignedPack(JSON.stringify(pack), [known.publicPem])).toThrow(refusal('inquiry/pack-signature'));
  });

  it("is refused under another publisher's key id", () => {
    const other = JSON.parse(signPack({ b: 1 }, stranger.privatePem));
    const pack = { ...JSON.parse(text), signature: { ...JSON.parse(text).signature, value: other.signature.value } };
    expect(() => openSignedPack(JSON.stringify(pack), [known.publicPem])).toThrow(refusal('inquiry/pack-signature'));
  });

  it.each(['', '{', '[]', '{"format":"sizhen-pack/1"}'])('is refused as %s', (broken) => {
    expect(() => openSignedPack(broken, [known.publicPem])).toThrow(refusal('inquiry/invalid-pack'));
  });

  it('is refused with a configured key that is none', () => {
    expect(() => openSignedPack(text, ['no key'])).toThrow(refusal('inquiry/pack-signature'));
  });
});
