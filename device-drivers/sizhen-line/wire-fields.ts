/** Codecs of single fields. `decode` answers undefined for anything the protocol does not allow. */
export interface FieldCodec<T> {
  decode(text: string): T | undefined;
  encode(value: T): string;
}

export type FieldValue<C> = C extends FieldCodec<infer T> ? T : never;

export function unsigned(max: number, min = 0): FieldCodec<number> {
  return {
    decode: (text) => {
      if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
      const value = Number(text);
      return value >= min && value <= max ? value : undefined;
    },
    encode: (value) => String(value),
  };
}

export function word<const W extends string>(words: readonly W[]): FieldCodec<W> {
  return { decode: (text) => words.find((candidate) => candidate === text), encode: (value) => value };
}

export const flag: FieldCodec<boolean> = {
  decode: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  encode: (value) => (value ? '1' : '0'),
};

/** Three flags in the order cun, guan, chi. */
export const threeFlags: FieldCodec<readonly [boolean, boolean, boolean]> = {
  decode: (text) => (/^[01]{3}$/.test(text) ? [text[0] === '1', text[1] === '1', text[2] === '1'] : undefined),
  encode: (value) => value.map((bit) => (bit ? '1' : '0')).join(''),
};

/** As encoded; five such texts still fit on an IDENT line. */
const MAX_TEXT_CHARACTERS = 120;

/** RFC 3986 percent-encoded UTF-8, so that names of makers may be Chinese on an ASCII line. Empty is allowed. */
export const text: FieldCodec<string> = {
  decode: (encoded) =>
    encoded.length <= MAX_TEXT_CHARACTERS && /^([A-Za-z0-9._~-]|%[0-9A-F]{2})*$/.test(encoded)
      ? decodePercent(encoded)
      : undefined,
  encode: (value) =>
    encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
};

/** ISO date, or `-` for not known. */
export const optionalDate: FieldCodec<string | null> = {
  decode: (encoded) => (encoded === '-' ? null : /^\d{4}-\d{2}-\d{2}$/.test(encoded) ? encoded : undefined),
  encode: (value) => value ?? '-',
};

export const sha256Hex: FieldCodec<string> = {
  decode: (encoded) => (/^[0-9a-f]{64}$/.test(encoded) ? encoded : undefined),
  encode: (value) => value,
};

export const base64: FieldCodec<Uint8Array> = {
  decode: (encoded) => {
    if (encoded.length === 0 || encoded.length % 4 !== 0) return undefined;
    // Node's decoder skips what is not base64 and stops at padding, so a damaged text comes out short; it also reads the
    // URL alphabet, which is not ours.
    if (encoded.includes('-') || encoded.includes('_')) return undefined;
    const padding = encoded.endsWith('==') ? 2 : encoded.endsWith('=') ? 1 : 0;
    const bytes = Buffer.from(encoded, 'base64');
    return bytes.length === (encoded.length / 4) * 3 - padding ? bytes : undefined;
  },
  encode: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
};

/** Numbers joined by `;`, or `-` for none. */
export function numberList(maxCount: number, maxValue: number): FieldCodec<readonly number[]> {
  const element = unsigned(maxValue);
  return {
    decode: (encoded) => {
      if (encoded === '-') return [];
      const parts = encoded.split(';').map(element.decode);
      const whole = parts.filter((part) => part !== undefined);
      return parts.length <= maxCount && whole.length === parts.length ? whole : undefined;
    },
    encode: (value) => (value.length === 0 ? '-' : value.join(';')),
  };
}

function decodePercent(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
