/**
 * Every code that the npm scripts print before anything of the project runs. Printed by plain JavaScript on any Node, which
 * cannot read this file; a test holds the two together. Documented in `docs/error-codes.md`.
 */
export const BOOTSTRAP_ERROR_CODES = {
  'bootstrap/node-too-old': 'The Node on this machine is too old to install the project’s own.',
  'bootstrap/unknown-task': 'There is no npm script of this name.',
  'bootstrap/install-failed': 'The packages could not be installed; the lines above say why.',
  'bootstrap/system-packages-missing':
    'The page tests need a browser and a Chinese font; the command to install them is printed.',
  'bootstrap/system-packages-failed': 'Debian refused to install the browser or the font; the lines above say why.',
} as const;
