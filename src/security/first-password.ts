/** 60 random bits and a digit: meets the password rule, is typed once and then changed. */
export function firstPassword(randomBytes: (count: number) => Uint8Array): string {
  const [digit = 0, ...rest] = randomBytes(11);
  return `${Buffer.from(rest).toString('base64url').slice(0, 10)}${digit % 10}`;
}
