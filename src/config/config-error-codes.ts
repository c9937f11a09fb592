/** Every error of the configuration, with its meaning. Documented in `docs/error-codes.md`. */
export const CONFIG_ERROR_CODES = {
  'config/invalid': 'A setting has a value it cannot have; the context names the settings.',
} as const;

export type ConfigErrorCode = keyof typeof CONFIG_ERROR_CODES;
