import type { ChangeVerdict, NotCompared, ScaleChange, SignChange, VisitChange } from '../../src/domain/change.ts';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from './china-time.ts';

/** The words of change between visits. No word says why something changed: a visit cannot know. */
export const CHANGE_TEXT = {
  open: '变化',
  title: '历次就诊的变化',
  since: (day: string) => `与 ${day} 的检测相比：`,
  within: '各项体质得分的变化都在测量误差以内。',
  higher: (names: string) => `${names}的得分升高了`,
  lower: (names: string) => `${names}的得分降低了`,
  differs: (names: string) => `${names}的判定变了`,
  others: '，其余在测量误差以内。',
  notCompared: '不能直接比较。',
  verdict: {
    higher: '↑ 升高，超出误差',
    lower: '↓ 降低，超出误差',
    differs: '≠ 有变化，超出误差',
    'within-error': '○ 测量误差以内',
    'limit-unknown': '… 误差限未知，只列数值',
  } satisfies Record<ChangeVerdict, string>,
  why: {
    'other-questionnaire': '两次用的问卷或计分规则不同',
    'not-scored': '有一次没有体质得分',
    'not-measured': '有一次没有测到',
    'poor-quality': '有一次质量不够',
    'other-instrument': '两次的仪器不同',
    'other-method': '两次的分析方法版本不同',
    'other-place': '两次的最佳部位或压力不同',
    'other-pressure': '两次的接触压力相差太大',
    'not-calibrated': '没有有效的颜色校准',
  } satisfies Record<NotCompared, string>,
  sign: {
    bpm: '脉率（次/分）',
    h1: '主波幅 h1（Pa）',
    t1: '升支时间 t1（s）',
    h3h1: 'h3/h1',
    h5h1: 'h5/h1',
    'tongue-body': '舌质颜色（ΔE₀₀）',
    'tongue-coating': '舌苔颜色（ΔE₀₀）',
    'face-skin': '面色（ΔE₀₀）',
    'coating-share': '舌苔占比',
  } satisfies Record<SignChange['sign'], string>,
} as const;

const dayOf = (time: string): string => dateAndTime(time).slice(0, 10);

/** One plain sentence for the resident. */
export function changeSentence({ earlier, scales }: VisitChange): string {
  const since = CHANGE_TEXT.since(dayOf(earlier.startedAt));
  if (scales.kind === 'not-compared') {
    return `${since}${CHANGE_TEXT.why[scales.why]}，${CHANGE_TEXT.notCompared}`;
  }
  const parts = (['higher', 'lower', 'differs'] as const).flatMap((verdict) => {
    const names = namesOf(scales.scales.filter((scale) => scale.verdict === verdict));
    return names === '' ? [] : [CHANGE_TEXT[verdict](names)];
  });
  if (parts.length === 0) return since + CHANGE_TEXT.within;
  const rest = scales.scales.some(({ verdict }) => verdict === 'within-error') ? CHANGE_TEXT.others : '。';
  return since + parts.join('，') + rest;
}

function namesOf(scales: readonly ScaleChange[]): string {
  return scales.map(({ constitution }) => WORDS.constitution[constitution]).join('、');
}
