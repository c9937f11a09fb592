/** Every code of the exchange layer, with its meaning. Kept equal to `docs/error-codes.md` by a test. */
export const EXCHANGE_ERROR_CODES = {
  'exchange/visit-not-complete': 'only a complete visit can be turned into a Bundle',
  'exchange/bundle-unreadable': 'the Bundle lacks something that the visit needs',
  'exchange/signature-missing': 'the request carries no usable HTTP message signature',
  'exchange/signature-wrong': 'the signature does not belong to this request and key',
  'exchange/signature-expired':
    'the signature was made too long ago or in the future; the answer tells the server time',
  'exchange/signature-replayed': 'the nonce of the signature was used before',
  'exchange/digest-wrong': 'the body does not match its Content-Digest',
  'exchange/key-unknown': 'no station is enrolled with this key, or it was revoked',
  'exchange/unreachable': 'no connection to the county server',
  'exchange/timeout': 'the county server did not answer in time',
  'exchange/server-busy': 'the county server asked to come back later',
  'exchange/server-failed': 'the county server failed while handling the upload',
  'exchange/answer-unreadable': 'the answer was not the expected JSON',
  'exchange/receipt-mismatch': 'the receipt names another visit or another content than was sent',
  'exchange/refused': 'the county server refused the content for good',
  'exchange/conflict': 'the county server holds another content under the same key',
  'exchange/not-authorised': 'the county server does not accept the signature of this station',
  'exchange/content-missing': 'the bytes of a queued capture are no longer in the record',
} as const;

export type ExchangeErrorCode = keyof typeof EXCHANGE_ERROR_CODES;
