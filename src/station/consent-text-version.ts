/** Version of the consent words in the resident catalogue; raised whenever their meaning changes. */
export const CONSENT_TEXT_VERSION = '2026-12';
