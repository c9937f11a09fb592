import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** The answer of `POST /fhir`. */
const ReceiptSchema = Type.Object({
  receiptId: Type.String({ minLength: 1, maxLength: 128 }),
  visitId: Type.String({ minLength: 1, maxLength: 128 }),
  bundleSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  receivedAt: Type.String({ minLength: 10, maxLength: 40 }),
});

const check = Compile(ReceiptSchema);

/** The receipt, or null when the value is none. Members we do not know are dropped. */
export function readReceipt(value: unknown): Static<typeof ReceiptSchema> | null {
  if (!check.Check(value)) return null;
  const { receiptId, visitId, bundleSha256, receivedAt } = value;
  return { receiptId, visitId, bundleSha256, receivedAt };
}
