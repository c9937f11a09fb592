import type { Constitution } from '../../src/domain/constitution.ts';

/** Everything printed on the page to take home, and its bar on the screen. */
export const TEXT = {
  title: '中医四诊健康检测报告',
  toolbar: '报告操作',
  print: '打印',
  close: '关闭',
  name: '姓名',
  sex: '性别',
  age: '年龄',
  date: '检测日期',
  number: '编号',
  quality: '采集质量',
  simulated: '本报告含模拟数据，不可用于真实居民',
  replayed: '本报告含回放数据，不是本次实测',
  noVisit: '地址里没有检测编号。',
  incomplete: '这次检测还没有完成，完成后才有报告。',
  otherVisit: '这台屏幕上打开的不是这次检测。',

  main: '主要体质',
  notScored: '问诊没有完成，没有足够的信息判定体质。',
  plain: {
    balanced: '身体比较平衡，请保持现在的好习惯。',
    'qi-deficiency': '容易疲乏、气短，不要过度劳累，活动以轻缓为宜。',
    'yang-deficiency': '容易怕冷、手脚不温，注意保暖，少吃生冷。',
    'yin-deficiency': '容易口干、觉得发热，早点休息，少吃辛辣。',
    'phlegm-dampness': '容易觉得身体沉重、腹部松软，少吃油腻和甜食，多活动。',
    'damp-heat': '容易面部油腻、嘴里发黏，饮食清淡，少饮酒。',
    'blood-stasis': '面色、唇色容易偏暗，适当活动，注意保暖。',
    'qi-stagnation': '容易闷闷不乐、想得多，多和人说说话，多到户外走走。',
    'inherited-special': '容易过敏，避开已知的过敏物，换季时多留心。',
  } satisfies Record<Constitution, string>,

  scores: '九种体质得分',
  sensitivity:
    '读分数时请注意：三道题的体质，任何一题改选相邻一档，得分变动 8.33 分；接近 30 分或 40 分的结果可能因一题而改变。',
  tongue: '舌象',
  pulse: '脉象',
  pulseSource: (wrist: string, from: string) => `波形：${wrist}${from}，走纸 25 mm/s，每小格 0.04 秒`,
  pulseFrom: (position: string, step: string) => `${position}部·${step}取`,
  pulseItem: '项目',
  rate: '脉率（次/分）',
  rhythm: '节律',
  heights: {
    h1: '主波 h1（Pa）',
    h3: '重搏前波 h3（Pa）',
    h4: '降中峡 h4（Pa）',
    h5: '重搏波 h5（Pa）',
  },
  riseTime: '升支时间 t1（秒）',
  skipped: (part: string, reason: string) => `${part}：${reason}`,
  notDone: '没有做',
  disclaimer: '供健康管理参考，不作为疾病诊断。',
  questionnaire: (name: string) => `判定依据：${name}`,
  questionnaireName: {
    'gbt46939-2025': 'GB/T 46939-2025 中医体质分类与判定',
    'elder-33': '老年人中医药健康管理服务记录表',
  } as Readonly<Record<string, string>>,
  source: (device: string, serialNumber: string, firmware: string) =>
    `仪器：${device}，序列号 ${serialNumber}，固件 ${firmware}`,
  doctor: '医师签名',
  signedOn: '日期',
} as const;
