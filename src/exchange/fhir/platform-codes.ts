import type { Constitution, Verdict } from '../../domain/constitution.ts';

/**
 * Codes a county platform expects. CONFIRM WITH THE PLATFORM before the first real upload: only `01` (balanced) and
 * `2` (basically) were seen in public samples of health-record documents; the others follow the order of the standard.
 */
export interface PlatformCodes {
  /** Names the table in the exchange, so that a later correction can be told apart. */
  readonly version: string;
  readonly confirmed: boolean;
  /** DE05.01.065.00 中医体质分类代码, value set CV05.01.005. */
  readonly constitution: Readonly<Record<Constitution, { readonly code: string; readonly display: string }>>;
  /** DE05.01.073.00 中医体质分类判定结果代码; 否 has no code in the value set. */
  readonly verdict: Readonly<Record<Verdict, { readonly code: string; readonly display: string } | null>>;
}

export const NATIONAL_PLATFORM_CODES: PlatformCodes = {
  version: 'CV05.01.005-presumed-1',
  confirmed: false,
  constitution: {
    balanced: { code: '01', display: '平和质' },
    'qi-deficiency': { code: '02', display: '气虚质' },
    'yang-deficiency': { code: '03', display: '阳虚质' },
    'yin-deficiency': { code: '04', display: '阴虚质' },
    'phlegm-dampness': { code: '05', display: '痰湿质' },
    'damp-heat': { code: '06', display: '湿热质' },
    'blood-stasis': { code: '07', display: '血瘀质' },
    'qi-stagnation': { code: '08', display: '气郁质' },
    'inherited-special': { code: '09', display: '特禀质' },
  },
  verdict: {
    yes: { code: '1', display: '是' },
    basically: { code: '2', display: '基本是' },
    tendency: { code: '3', display: '倾向是' },
    no: null,
  },
};
