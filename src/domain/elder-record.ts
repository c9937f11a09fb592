import type { Constitution, Verdict } from './constitution.ts';
import type { Answers } from './questionnaire.ts';

/** 中医药保健指导 1–6 of the form, in its order. */
export const GUIDANCE_OPTIONS = [
  { code: 1, label: '情志调摄' },
  { code: 2, label: '饮食调养' },
  { code: 3, label: '起居调摄' },
  { code: 4, label: '运动保健' },
  { code: 5, label: '穴位保健' },
  { code: 6, label: '其他' },
] as const;

export type GuidanceCode = (typeof GUIDANCE_OPTIONS)[number]['code'];

export interface ElderGuidance {
  /** In the form's order, each once. */
  readonly options: readonly GuidanceCode[];
  /** 其他(注明): written out where 6 is chosen, else null. */
  readonly other: string | null;
}

export interface ElderRecordRow {
  readonly constitution: Constitution;
  /** 得分. */
  readonly score: number;
  readonly verdict: Verdict;
  /** What the form ticks: 是, 倾向是 (of 平和质 基本是), or neither. */
  readonly tick: '是' | '倾向是' | '基本是' | null;
  readonly guidance: ElderGuidance;
}

/** The complete 老年人中医药健康管理服务记录表 of one visit; only `elderServiceRecord` makes one. */
export interface ElderServiceRecord {
  readonly name: string;
  /** 编号. */
  readonly number: string;
  readonly answers: Answers;
  /** Nine rows in the standard's order, 平和质 first; the page prints them in the form's order. */
  readonly rows: readonly ElderRecordRow[];
  /** ISO date. */
  readonly filledOn: string;
  readonly doctor: string;
  /** 平和质 and every 是, or the tendencies: what the guidance had to cover. */
  readonly determined: readonly Constitution[];
}

/** What staff write on the form beside what the visit holds. */
export interface ElderRecordEntry {
  /** 编号. */
  readonly number: string;
  readonly doctor: string;
  readonly guidance: Readonly<Partial<Record<Constitution, ElderGuidance>>>;
}

/** GET and PUT /api/clinic/visits/:id/elder-record */
export interface ElderRecordView {
  /** The whole form; null while anything is missing. */
  readonly record: ElderServiceRecord | null;
  /** What is missing, by name: `number`, `doctor`, `answers`, `determination`, `guidance:TYPE`, `age`, … */
  readonly missing: readonly string[];
  readonly entry: ElderRecordEntry;
  /** 平和质 and every 是, or the tendencies: what the guidance has to cover. */
  readonly determined: readonly Constitution[];
  /** Some part of the visit did not come from a real instrument. */
  readonly simulated: boolean;
}
