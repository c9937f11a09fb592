import {
  type CalibrationLight,
  type CalibrationState,
  type DriftCheck,
  MOST_MEAN_DELTA_E,
} from '../../src/domain/colour-calibration.ts';
import { dateAndTime } from '../visit-view/china-time.ts';

const LIMIT = MOST_MEAN_DELTA_E.toFixed(2);

/** The Chinese of the cameras' colour calibration. */
export const COLOUR_TEXT = {
  title: '颜色校准',
  hint: '把 24 色标准色卡放在伸舌（或面部）的位置，离镜头一样远，避开反光，再拍摄。没有有效校准时，颜色只作“未定标”显示，不判读舌色、苔色。',
  noCamera: '没有连接相机，不能拍色卡。',
  takes: (parts: string) => `拍摄${parts}`,
  light: '拍照时的光源',
  lights: { 'built-in': '仪器自带灯', room: '室内灯光', daylight: '自然光' } satisfies Record<CalibrationLight, string>,
  lightHint: '光源变了要先改这里；每种光源各校准一次。',
  photograph: '拍摄色卡',
  photographing: '正在拍摄…',
  check: { 'built-in': '检查漂移', chart: '用色卡检查漂移' } satisfies Record<DriftCheck['by'], string>,
  checking: '正在检查…',
  checkHint: {
    'built-in': '用仪器内的参照色块，不用放色卡；每天第一次拍照时也会自动检查。',
    chart: '这台相机没有内置参照：放好色卡再检查，和校准时的颜色对比。',
  } satisfies Record<DriftCheck['by'], string>,
  kept: (mean: number, until: string) => `校准完成：平均色差 ΔE₀₀ ${mean.toFixed(2)}，有效期至 ${dateAndTime(until)}。`,
  refused: (mean: number) =>
    `色差太大（平均 ΔE₀₀ ${mean.toFixed(2)}，界限 ${LIMIT}），没有采用。请让光线均匀、擦净色卡和镜头后再拍。`,
  leftOut: (patches: readonly string[]) => `未用的色块：${patches.join('、')}。`,
  within: (mean: number) => `没有漂移：与校准时相差 ΔE₀₀ ${mean.toFixed(2)}，界限 ${LIMIT}。`,
  drifted: (mean: number) =>
    `相机或光源变了：与校准时相差 ΔE₀₀ ${mean.toFixed(2)}，超过界限 ${LIMIT}。这份校准已停用，颜色按“未定标”显示；请重新拍摄色卡。`,
  never: '还没有校准过',
  mean: '平均色差 ΔE₀₀',
  max: '最大色差',
  madeAt: '校准时间',
  expiresAt: '有效期至',
  lastCheck: '漂移检查',
  notChecked: '还没有检查',
  checked: ({ at, by, meanDeltaE }: DriftCheck) =>
    `${dateAndTime(at)}，${by === 'built-in' ? '内置参照' : '色卡'}，ΔE₀₀ ${meanDeltaE.toFixed(2)}`,
  others: '其他相机和光源的校准',
  camera: '相机',
  state: '状态',
  states: {
    valid: '有效',
    expired: '已过期',
    poor: '色差太大',
    drifted: '已漂移，停用',
    'other-camera': '其他相机',
    none: '未校准',
  } satisfies Record<CalibrationState, string>,
} as const;
