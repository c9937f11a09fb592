import type { Sex } from './resident.ts';

export type ResidentNumberCheck =
  | { readonly ok: true; readonly number: string; readonly birthDate: string; readonly sex: Sex }
  | { readonly ok: false; readonly problem: 'length' | 'characters' | 'date' | 'checksum' };
/** GB 11643: checks an 18-digit number, or upgrades an old 15-digit one; `number` is the 18-digit form, X in upper case. */
export declare function checkResidentNumber(text: string, today: string): ResidentNumberCheck;
/** `3301********1234` */
export declare function maskNumber(number: string): string;
/** `张**` */
export declare function maskName(name: string): string;
/** Whole years on an ISO date. */
export declare function ageYears(birthDate: string, onDate: string): number;
