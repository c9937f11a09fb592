import { CONSTITUTION_NAMES, type Verdict } from '../../src/domain/constitution.ts';
import type { FaceRegion } from '../../src/domain/finding.ts';
import type { CaptureNature } from '../../src/domain/provenance.ts';
import type { Sex } from '../../src/domain/resident.ts';
import type { UploadStatus } from '../../src/domain/station-api.ts';
import type { CaptureKind, SkippedCapture } from '../../src/domain/visit.ts';
import type { PressureStep, PulsePosition, Wrist } from '../../src/domain/waveform.ts';
import type { TextSize } from './text-size.ts';

/** The Chinese of the shared vocabulary: one word per code, the same on every face. */
export const WORDS = {
  constitution: CONSTITUTION_NAMES,
  verdict: { yes: '是', basically: '基本是', tendency: '倾向是', no: '否' } satisfies Record<Verdict, string>,
  capture: {
    'tongue-top': '舌面',
    'tongue-underside': '舌下',
    face: '面部',
    'pulse-left': '左手脉',
    'pulse-right': '右手脉',
  } satisfies Record<CaptureKind, string>,
  skipped: {
    'resident-declined': '本人不做',
    'no-consent': '未同意拍照',
    'device-unavailable': '仪器不可用',
    'poor-quality': '多次不清楚',
    'staff-decision': '工作人员决定不做',
  } satisfies Record<SkippedCapture['reason'], string>,
  upload: {
    'not-queued': '未进入上传',
    pending: '待上传',
    uploaded: '已上传',
    failed: '上传失败',
  } satisfies Record<UploadStatus['state'], string>,
  sex: { male: '男', female: '女' } satisfies Record<Sex, string>,
  wrist: { left: '左手', right: '右手' } satisfies Record<Wrist, string>,
  position: { cun: '寸', guan: '关', chi: '尺' } satisfies Record<PulsePosition, string>,
  step: { floating: '浮', middle: '中', deep: '沉' } satisfies Record<PressureStep, string>,
  region: {
    forehead: '额',
    cheekLeft: '左颊',
    cheekRight: '右颊',
    nose: '鼻',
    chin: '颏',
    eyeSurroundLeft: '左眼周',
    eyeSurroundRight: '右眼周',
    lips: '唇',
  } satisfies Record<FaceRegion, string>,
  nature: { live: '实测', replayed: '回放数据', simulated: '模拟数据' } satisfies Record<CaptureNature, string>,
  textSize: { normal: '标准', large: '大', 'extra-large': '特大' } satisfies Record<TextSize, string>,
  textSizeLabel: '字号',
  delete: '删除',
  close: '关闭',
  retry: '再试一次',
  radar: '九种体质得分雷达图',
  score: '得分',
  tendencyLine: '30 倾向',
  yesLine: '40 是',
  balancedApart: '平和质得分越高越好，其余八种越低越好',
  previousVisit: '上次',
  thisVisit: '本次',
  errorCode: (code: string) => `错误代码 ${code}`,
} as const;
