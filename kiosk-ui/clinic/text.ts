import type { PulseAdvice } from '../../src/domain/pulse-guidance.ts';
import type { DocumentType } from '../../src/domain/resident.ts';
import type { InstrumentStatus, UploadStatus } from '../../src/domain/station-api.ts';

/** Everything the clinic's staff read beyond the visit itself (`visit-view/visit-text.ts`). */
export const TEXT = {
  title: '诊室工作台',
  subtitle: '请用本站账号登录',
  demonstration: '演示模式',
  signOut: '退出登录',
  kiosk: '居民检测屏',
  mainRegion: '就诊',

  views: { visits: '就诊', devices: '仪器' },
  viewsLabel: '页面',

  instrument: {
    searching: '正在寻找四诊仪',
    ready: '四诊仪就绪',
    busy: '四诊仪测量中',
    lost: '四诊仪断开',
  } satisfies Record<InstrumentStatus['kind'], string>,
  instrumentUnknown: '四诊仪状态未知',
  liveLost: '实时连接中断',

  outbox: {
    none: '全部已上传',
    pending: (count: number) => `待上传 ${count}`,
    failed: (count: number) => `上传失败 ${count}`,
    showFailed: (count: number) => `上传失败 ${count}，列出最近的就诊`,
  },
  county: {
    none: '未接入县级平台',
    unknown: '县级平台待连接',
    reachable: '县级平台已连接',
    unreachable: '县级平台连不上',
  },

  rail: {
    label: '就诊和居民',
    visits: '就诊列表',
    day: '日期',
    today: '今天',
    recent: '最近',
    previousDay: '前一天',
    nextDay: '后一天',
    count: (count: number) => `共 ${count} 人次`,
    empty: '没有就诊。',
    search: '找居民',
    searchHint: '姓名、证件后 4 位或电话',
    noResidents: '没有找到。请核对，或在居民检测屏上新登记。',
    visitsOf: (count: number, last: string | null) => (last === null ? `${count} 次` : `${count} 次，最近 ${last}`),
    start: '开始检测',
    starting: '正在打开…',
    simulated: '模拟',
  },
  uploadShort: {
    'not-queued': '未上传',
    pending: '待上传',
    uploaded: '已上传',
    failed: '上传失败',
  } satisfies Record<UploadStatus['state'], string>,

  visit: {
    choose: '从左边选一次就诊，或找一位居民开始检测。',
    born: (date: string) => `${date} 生`,
    phone: (number: string) => `电话 ${number}`,
    unverified: '证件待核',
    startedAt: (time: string) => `开始 ${time}`,
    completedAt: (time: string) => `完成 ${time}`,
    number: (id: string) => `编号 ${id}`,
    consent: { given: '同意记录健康信息和照片', noPictures: '同意记录健康信息，不同意拍照', none: '还没有同意' },
    running: '检测还在进行，这里随时更新。',
    abandoned: '这次检测中途结束，没有结果。',
    values: '体质、来源与上传',
    measured: '四诊所见',
  },
  document: {
    'resident-id': '身份证',
    'household-register': '户口簿',
    passport: '护照',
    military: '军官证',
    'hk-macau': '港澳通行证',
    taiwan: '台湾通行证',
    other: '其他证件',
    none: '无证件',
  } satisfies Record<DocumentType, string>,

  upload: {
    title: '上传',
    receipt: '回执',
    receivedAt: '县级接收',
    attempts: '已试次数',
    why: '原因',
    again: '重新上传',
    sending: '正在提交…',
  },
  live: {
    title: (where: string) => `正在量脉：${where}`,
    waiting: '正在加压，稍候',
    amplitude: '脉搏幅度（Pa）',
    now: '当前',
    strongest: '最强',
    optimum: (pascal: number) => `最佳接触压力约 ${(pascal / 1000).toFixed(1)} kPa（幅度–压力曲线的顶点）`,
    noOptimum: '最佳接触压力：曲线还没有顶点',
    advice: {
      hold: '信号良好，保持不动',
      'place-wrist': '没有贴住：放平手腕，贴紧传感器',
      'keep-still': '手在动：请居民放稳',
      relax: '干扰大：请居民放松手臂、不要说话',
      search: '信号弱：缓慢挪动手腕，找到搏动最强处',
      'press-harder': '接触压力不足：检查腕托和绑带',
      'press-lighter': '压得过紧：松一点绑带或手腕',
      'shift-towards-cun': '传感器偏近肘部：手往回收一点',
      'shift-towards-chi': '传感器偏近腕横纹：手往前伸一点',
    } satisfies Record<PulseAdvice, string>,
  },
  print: '打印报告',

  devices: {
    link: (link: { receivedBytes: number; discardedBytes: number; rejectedLines: number; retries: number }) =>
      `本次连接：收到 ${link.receivedBytes} 字节，丢弃 ${link.discardedBytes} 字节，坏行 ${link.rejectedLines} 行，重发 ${link.retries} 次`,
    title: '串口、USB 与摄像头',
    hint: '程序按 USB 指纹给每个设备匹配驱动；得分最高的先试，握手成功才算连上。',
    path: '地址',
    description: '设备',
    driver: '驱动',
    score: '匹配得分',
    why: '依据',
    noDriver: '没有匹配的驱动',
    empty: '没有看到任何串口或摄像头。',
    refresh: '重新扫描',
    current: '当前仪器',
    serialNumber: '序列号',
    firmware: '固件',
    protocol: '协议',
    calibratedOn: '定标日期',
    notCalibrated: '仪器未报告',
    retryIn: (seconds: number) => `${seconds} 秒后再试`,
    code: (code: string) => `错误代码 ${code}`,
  },
} as const;

export type ClinicView = keyof typeof TEXT.views;
