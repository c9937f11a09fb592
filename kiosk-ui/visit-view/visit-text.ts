import type { RhythmPattern, TongueFinding } from '../../src/domain/finding.ts';
import type { NotComparable } from '../../src/domain/pulse-comparison.ts';
import type { QualityReason } from '../../src/domain/quality.ts';
import type { AnswerSheet, QuestionnaireId } from '../../src/domain/questionnaire.ts';
import type { Visit } from '../../src/domain/visit.ts';

/** The Chinese of everything that staff see of one visit, at the clinic and at the county. */
export const VISIT_TEXT = {
  age: (years: number) => `${years} 岁`,
  none: '—',
  dot: ' · ',
  list: '、',
  status: { 'in-progress': '检测中', complete: '已完成', abandoned: '已中止' } satisfies Record<
    Visit['status'],
    string
  >,
  undetermined: '未能判定',
  notScored: '问诊未完成，没有足够信息判定体质。',

  signIn: {
    account: '账号',
    password: '密码',
    submit: '登录',
    busy: '正在登录…',
  },

  loading: '正在读取…',
  stale: '没有更新到最新，显示的是之前读到的内容。',
  errorGeneral: '出了一点问题，请再试一次；还不行，请联系维护人员。',

  quality: {
    title: '采集质量',
    usable: '可用',
    unusable: '不可用',
    skipped: '未做',
    missing: '缺',
    score: (score: number) => `质量 ${Math.round(score * 100)}`,
    unknownReason: (code: string) => `其他原因（${code}）`,
    reason: {
      'no-contact': '未贴合',
      motion: '有移动',
      saturated: '信号饱和',
      'too-weak': '信号弱',
      'too-short': '时间短',
      'irregular-sampling': '采样不匀',
      noisy: '干扰大',
      'no-tongue': '未见舌',
      'tongue-cut-off': '舌未拍全',
      'partly-out': '伸舌不足',
      'upside-down': '画面倒置',
      'food-stained': '疑染苔',
      'no-face': '未见面部',
      'face-cut-off': '面部未拍全',
      'face-turned': '面部偏转',
      'uneven-light': '左右光线不匀',
      'model-missing': '所需模型未通过校验',
      'too-dark': '偏暗',
      'too-bright': '偏亮',
      blurred: '模糊',
      'colour-cast': '偏色',
      shine: '反光',
      'too-small': '过小',
      uncalibrated: '未定标',
    } satisfies Record<QualityReason, string>,
  },

  picture: {
    tongue: '舌面照片，虚线为识别出的舌体轮廓',
    underside: '舌下照片，虚线为识别出的舌体轮廓',
    face: '面部照片，虚线为识别出的面部范围',
    notArrived: '图片尚未到达',
    notArrivedHint: '病历先到，图片随后上传。',
    failed: '图片没有读出来',
  },

  tongue: {
    title: '舌象',
    nothing: '没有舌象结果',
    part: '部位',
    colour: '测得颜色 L* a* b*',
    named: '判读',
    body: '舌质',
    coating: '舌苔',
    zone: { tip: '舌尖', centre: '舌中', root: '舌根', left: '舌左', right: '舌右' } satisfies Record<
      keyof TongueFinding['zones'],
      string
    >,
    coverage: (percent: number) => `舌苔约占 ${percent}%`,
    thickness: (value: number) => `厚度指数 ${value.toFixed(2)}`,
    uncalibrated: '未定标，颜色仅供参考',
    calibrated: '已定标',
    probability: (label: string, percent: number) => `${label} ${percent}%`,
    aspect: (value: number) => `长宽比 ${value.toFixed(2)}`,
  },

  face: {
    title: '面部',
    nothing: '没有面部结果',
    skin: '全面',
    reading: (redder: string, yellower: string, gloss: string) => `偏红 ${redder} · 偏黄 ${yellower} · 光泽 ${gloss}`,
    readingCaption: '偏红、偏黄为与全面肤色之差（a*、b*）；光泽为反光所占面积。',
    complexion: '面色（青、赤、黄、白、黑，含蓄或晦暗）由医师判断，不自动填写。',
    noRegions: '没有分区颜色',
  },

  pulse: {
    title: '脉象',
    nothing: '没有脉象结果',
    bpm: (value: number) => `${Math.round(value)} 次/分`,
    bpmUnknown: '脉率未测出',
    best: (position: string, step: string) => `取自${position}部·${step}取`,
    notUsable: '没有可用的脉搏波',
    wave: (wrist: string, words: string) => `${wrist}脉搏波，${words}`,
    rhythm: {
      regular: '节律齐',
      'occasionally-irregular': '偶有不齐',
      'constantly-irregular': '持续不齐',
      'not-assessable': '节律不足以判断',
    } satisfies Record<RhythmPattern, string>,
    referForEcg: (nrmssd: string) =>
      `节律持续不齐（相邻间期差 ${nrmssd}，界限 0.12），建议转诊做心电图。仅为提示，不是诊断。`,
    qualityName: {
      slow: '迟',
      leisurely: '缓',
      moderate: '平',
      rapid: '数',
      racing: '疾',
      floating: '浮',
      deep: '沉',
      wiry: '弦',
      slippery: '滑',
      rough: '涩',
      empty: '虚',
      full: '实',
      knotted: '结',
      intermittent: '代',
      abrupt: '促',
    } as Readonly<Record<string, string>>,
    comparison: {
      caption: (highestPa: number) => `主波高 h1（Pa）与平均搏波：起点对齐，同一比例，格高 ${highestPa} Pa，格宽 1 秒`,
      best: '★',
      now: '本次',
      before: (day: string) => `上次 ${day}`,
      noEarlier: '没有更早的脉象可以对比。',
      notOverlaid: (wrist: string, reasons: string) => `${wrist}未全比：${reasons}`,
      why: {
        'no-earlier-pulse': '上次没有测这一侧',
        'other-instrument': '仪器不同',
        'poor-quality': '有一次质量不足',
        'other-pressure': '接触压力相差超过一成',
        'not-measured': '有一次没有测到',
        'no-waves-kept': '上次没有保存各部波形',
      } satisfies Record<NotComparable, string>,
    },
    amplitude: '寸关尺各按压下的主波高 h1（Pa）',
    amplitudeShort: '主波高 h1（Pa）',
    position: '部位',
    pascal: 'Pa',
    second: 's',
  },

  inquiry: {
    title: '问诊',
    nothing: '没有问诊答卷',
    strong: (count: number) => `“经常”和“总是”的 ${count} 题`,
    noneStrong: '没有答“经常”或“总是”的题。',
    all: (count: number) => `看全部 ${count} 题`,
    onlyStrong: '只看“经常”“总是”',
    item: (number: string) => `第 ${number} 题`,
    value: ['', '没有', '很少', '有时', '经常', '总是'],
    mode: { self: '本人作答', oral: '工作人员读题' } satisfies Record<AnswerSheet['mode'], string>,
    textsMissing: '这里没有题目原文，只显示题号。',
  },

  further: {
    title: '其他问卷',
    name: {
      'gbt46939-2025': '成人体质问卷（GB/T 46939-2025）',
      'elder-33': '老年人体质问卷（33 题）',
      'ccmq-60': '60 题体质量表（2009）',
      'five-state-open': '性格自我描述',
      'five-state-licensed': '五态人格测验',
    } satisfies Record<QuestionnaireId, string>,
    unfinished: (answered: number) => `只答了 ${answered} 题，没有答完，不计分。`,
    notComparable: '题目不同，得分不能与另一份问卷相比。',
    raw: (raw: number) => `${raw} 项`,
    tScore: (t: number) => `T ${Math.round(t)}`,
    norm: {
      local: (n: number, date: string | null) => `本地常模，${n} 人${date === null ? '' : `，${date} 计算`}`,
      licensed: (n: number, date: string | null) => `授权常模，${n} 人${date === null ? '' : `，${date}`}`,
    },
    consistency: (opposed: number, pairs: number) => `${pairs} 对相反的描述里，${opposed} 对前后一致`,
  },

  notes: {
    title: '作答核对',
    of: (name: string, text: string) => `${name}：${text}`,
  },

  conclusion: {
    title: '体质判定',
    also: (names: string) => `兼有 ${names}`,
    tendencies: (names: string) => `倾向 ${names}`,
    basically: (name: string) => `基本是${name}`,
    forPhysician: '待中医师判定',
    tied: (names: string) => `${names} 得分相同，以哪一种为主由中医师判定`,
    contradictory: '阴虚质与阳虚质同时判定为“是”，请核对作答',
    undetermined: '按标准没有一种体质可定为主要体质',
  },

  provenance: {
    title: '数据来源',
    device: '仪器',
    serialNumber: '序列号',
    firmware: '固件',
    capturedAt: '采集',
    alone: '本人自助',
    calibratedOn: '定标日期',
    notCalibrated: '仪器未报告',
    methods: '分析方法',
    scorer: '计分模型',
    questionnaire: '问卷',
    none: '没有采集数据',
    manual: '手工录入',
  },

  reviewed: '已审核',
  unreviewed: '待审核',
} as const;
