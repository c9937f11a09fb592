import type { PictureModelState } from '../../src/domain/picture-model-state.ts';

/** The Chinese of the models that read pictures. */
export const MODEL_TEXT = {
  title: '图片分析模型',
  version: (version: string) => `版本 ${version}`,
  verified: '已校验，正常使用',
  leftOutOther: '未通过校验，未使用',
  leftOut: {
    'inference/switched-off': '研究用途模型已关闭',
    'inference/model-not-found': '没有找到模型文件',
  } as Readonly<Record<string, string>>,
  code: (code: string) => `代码 ${code}`,
  unrestricted: '使用条款：不限用途。',
  research: '使用条款：研究用途，商业使用条款未经核实，可以关闭。',
  would: (without: string) => `缺少它时：${without}`,
  now: (without: string) => `目前：${without}`,
  model: {
    'tongue-segmentation': {
      name: '舌体识别',
      without: '舌体轮廓改用传统算法识别。',
      data: '用公开的 tongue741 图集（MIT 许可）和本项目自制的模拟图训练。',
    },
    'tongue-attributes': {
      name: '舌色、苔色、裂纹与齿痕判读',
      without: '只显示测量值，不作判读。',
      data: '用 TonguExpert 图集（Li 等，2025）中医师的标注训练；图集随论文公开，没有许可文件。',
    },
    'face-detection': {
      name: '面部检测',
      without: '面部不作分析。',
      data: 'MediaPipe 的 BlazeFace（Apache-2.0 许可）。',
    },
    'face-landmarks': {
      name: '面部关键点',
      without: '面部不作分析。',
      data: '权重取自 face-api（MIT 许可）；其训练图集的条款没有随包说明。',
    },
  } as Readonly<Record<string, { readonly name: string; readonly without: string; readonly data: string }>>,
} as const;

export function modelTerms({ use }: NonNullable<PictureModelState['terms']>): string {
  return MODEL_TEXT[use];
}
