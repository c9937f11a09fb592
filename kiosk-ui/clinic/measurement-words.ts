import type { Quantity } from '../../src/domain/measurement.ts';
import { MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';
import { MEASUREMENT_TEXT } from '../visit-view/measurement-text.ts';

const range = (quantity: Quantity, [lowest, highest]: readonly [number, number]): string =>
  `${lowest}–${highest} ${MEASUREMENT_TEXT.unit[quantity]}`;

/** The words of the entry screen. */
export const ENTRY_TEXT = {
  title: '录入测量值',
  kinds: '测量项目',
  fields: '读数',
  optional: '可不填',
  timingLabel: '采血时间',
  chooseTiming: '请选择空腹或随机。',
  save: '保存',
  correct: '更正',
  another: '另记一次',
  confirm: '核对无误，保存',
  done: '完成',
  nextField: '下一格',
  saving: '正在保存…',
  held: (values: string) => `已有：${values}`,
  heldHint: '更正后，原来的值仍留在记录里。',
  refused: (quantity: Quantity) =>
    `${MEASUREMENT_TEXT.quantity[quantity]}应在 ${range(quantity, MEASUREMENT_BOUNDS[quantity].hard)} 之间，请核对单位和读数。`,
  pressures: '收缩压要高于舒张压，请核对两个读数。',
  unusual: (quantity: Quantity) =>
    `${MEASUREMENT_TEXT.quantity[quantity]}少见（多在 ${range(quantity, MEASUREMENT_BOUNDS[quantity].usual)}）。请再看一眼读数。`,
  point: '小数点',
} as const;
