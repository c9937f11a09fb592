/** What can go wrong between a page and its server, before the server could name it. */
export const UI_ERROR_CODES = {
  'ui/unreachable': 'The page could not reach its server.',
  'ui/timeout': 'The server did not answer in time.',
  'ui/unexpected-answer': 'The server answered something that is not the documented JSON.',
} as const;
