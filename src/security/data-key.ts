export interface OpenedDataKey {
  readonly key: Uint8Array;
  /** Null when the passphrase came from the configured file; else where the generated one lies, to be said plainly. */
  readonly unattendedPassphraseFile: string | null;
}
/** Opens or makes the database key of a data directory: `<dataDir>/data-key.json`. */
export declare function openDataKey(options: {
  readonly dataDir: string;
  readonly passphraseFile: string | null;
}): Promise<OpenedDataKey>;
