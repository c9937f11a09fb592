import type { LimitOrigin } from '../../src/domain/change.ts';
import type { InterventionKind } from '../../src/domain/intervention.ts';

/** The words of 「变化」 in the workbench beyond `visit-view/change-words.ts`. */
export const CHANGE_PAGE_TEXT = {
  legend: '虚线：30、40、60 分。空心三角：答卷有需复核之处。灰色带：干预期间。不同问卷的得分分线画出，不作比较。',
  scales: '体质得分',
  signs: '客观体征',
  columns: ['项目', '上次', '本次', '变化', '误差限', '判断'],
  limit: (value: string, origin: LimitOrigin, pairs: number | null) =>
    ({
      site: `±${value}（本站 ${pairs} 对复测）`,
      configured: `±${value}（设定的信度）`,
      fallback: `${Number(value)} 分或两级`,
      'posture-and-calibration': `${value}（体位与校准）`,
    })[origin],
  noLimit: '未知',
  single: '只有一次完成的检测，还没有可比较的。',
  trend: (name: string, points: string) => `${name}得分走势：${points}`,
  interventions: '其间的干预',
  noInterventions: '没有记录干预。',
  ongoing: '至今',
  kind: {
    'life-guidance': '起居指导',
    diet: '饮食调养',
    exercise: '运动功法',
    acupoint: '穴位保健',
    moxibustion: '艾灸',
    acupuncture: '针刺',
    herbal: '中药',
    other: '其他',
  } satisfies Record<InterventionKind, string>,
  entry: {
    kind: '类别',
    what: '内容',
    from: '开始',
    to: '结束（空着表示仍在进行）',
    add: '记下',
    withdraw: '撤销',
  },
  fallback: '尚无本站的复测信度：得分变化 25 分以上，或判定变两级（否与是之间），才算变化。',
  association: '前后变化不等于干预的效果：时间、季节和回答的波动也会带来变化。',
  loading: '正在读取…',
} as const;
