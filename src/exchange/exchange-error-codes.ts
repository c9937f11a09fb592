/** Every code of the exchange layer, with its meaning. Kept equal to `docs/error-codes.md` by a test. */
export const EXCHANGE_ERROR_CODES = {
  'exchange/visit-not-complete': 'Only a complete visit can be turned into a Bundle.',
  'exchange/bundle-unreadable': 'The Bundle lacks something that the visit needs.',
  'exchange/signature-missing': 'The request carries no usable HTTP message signature.',
  'exchange/signature-wrong': 'The signature does not belong to this request and key.',
  'exchange/signature-expired':
    'The signature was made too long ago or in the future; the answer tells the server time.',
  'exchange/signature-replayed': 'The nonce of the signature was used before.',
  'exchange/digest-wrong': 'The body does not match its Content-Digest.',
  'exchange/key-unknown': 'No station is enrolled with this key, or it was revoked.',
  'exchange/unreachable': 'No connection to the county server.',
  'exchange/timeout': 'The county server did not answer in time.',
  'exchange/server-busy': 'The county server asked to come back later.',
  'exchange/server-failed': 'The county server failed while handling the upload.',
  'exchange/answer-unreadable': 'The answer was not the expected JSON.',
  'exchange/receipt-mismatch': 'The receipt names another visit or another content than was sent.',
  'exchange/refused': 'The county server refused the content for good.',
  'exchange/conflict': 'The county server holds another content under the same key.',
  'exchange/not-authorised': 'The county server does not accept the signature of this station.',
  'exchange/content-missing': 'The bytes of a queued capture are no longer in the record.',
} as const;

export type ExchangeErrorCode = keyof typeof EXCHANGE_ERROR_CODES;
