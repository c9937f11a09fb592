import type { CameraNote } from '../../src/domain/camera-note.ts';
import type { DeviceReading, DeviceRole, DeviceState, MatchReason, TrialKind } from '../../src/domain/device-api.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';

/** The words of the settings screen for devices. */
export const DEVICE_TEXT = {
  title: '设备',
  hint: '插上设备后几秒内会自动出现；认得的设备自动连接，认不准的请在卡片上指定驱动。',
  scan: '重新扫描',
  scanning: '正在扫描…',
  empty: '没有看到任何设备。请检查 USB 线和电源，再按“重新扫描”。',
  noUdev: '本机没有 udev，设备名由系统目录读出；建议安装 60-sizhen.rules。',
  port: '接口',
  noDriver: '没有驱动',
  serialNumber: '序列号',
  firmware: '固件',
  reason: '匹配依据',
  score: (score: number) => `得分 ${score}`,
  notReported: '未报告',
  assign: '驱动',
  automatic: '自动匹配',
  none: '不使用这个接口',
  details: '接口、匹配与驱动',
  role: {
    instrument: '四诊仪',
    oximeter: '血氧仪',
    'pulse-sensor': '脉搏传感器',
    'blood-pressure': '血压计',
    'id-card': '身份证读卡器',
    camera: '摄像头',
  } satisfies Record<DeviceRole, string>,
  unknownDevice: '未识别的设备',
  state: {
    idle: '未使用',
    connecting: '正在连接',
    ready: '就绪',
    running: '工作中',
    lost: '断开',
  } satisfies Record<DeviceState['kind'], string>,
  retryIn: (seconds: number) => (seconds === 0 ? '正在重试' : `${seconds} 秒后自动重试`),
  start: '开始测量',
  stop: '停止，放气',
  trial: { pulse: '试采脉搏', picture: '看摄像头画面' } satisfies Record<TrialKind, string>,
  stopTrial: { pulse: '停止试采', picture: '停止看画面' } satisfies Record<TrialKind, string>,
  trying: {
    pulse: '正在试采：先加压几秒，再采 8 秒。',
    picture: '30 秒后自动停止。',
  } satisfies Record<TrialKind, string>,
  trialHint: '只看不保存。居民开始检测时会自动停止。',
  picture: '摄像头画面',
  pictureComing: '画面就要来了…',
  noPicture: '按下面的按钮，这里出现摄像头画面',
  cameraNotes: '摄像头没有固定好的设置',
  cuff: '袖带压力',
  spo2: '血氧',
  pulseRate: '脉率',
  perfusion: '灌注指数',
  wave: '实时波形',
  putCard: '请把身份证放在读卡器上',
  cardRead: (name: string) => `已读到：${name}`,
  cardRemoved: '卡已拿开，可以放下一张',
  noReading: '还没有读数',
  condition: {
    ok: '',
    'probe-unplugged': '探头没插好，请把探头插紧。',
    'no-finger': '请把手指放进探头。',
    searching: '正在寻找脉搏，请保持不动。',
    'searching-too-long': '一直找不到脉搏，请换一个手指，搓热后再试。',
    'weak-pulse': '脉搏太弱，请搓热手指，放松后再试。',
    'probe-error': '探头故障，请更换探头。',
  } as Readonly<Record<string, string>>,
} as const;

/** Instruments that capture a part of a visit, by the driver's id. */
export const INSTRUMENT_NAMES: Readonly<Record<string, string>> = {
  'bps-three-channel': '脉诊仪',
  'uvc-camera': '舌面摄像头',
};

/** What each driver is for, by its id. */
const DRIVER_TITLES: Readonly<Record<string, string>> = {
  'sizhen-line': '四诊仪（开放串口协议）',
  'bps-three-channel': '三通道脉诊仪（BPS，串口桥接）',
  'uvc-camera': '舌面摄像头（USB，UVC）',
  'contec-v7': '康泰血氧仪（V7.0 协议：新款 CMS50D+、CMS50E/F、CMS60）',
  'contec-old': '康泰血氧仪（旧协议：CMS50D+、CMS50E）',
  berry: '贝瑞血氧仪（BCI 与 BERRY V1.0 协议）',
  'pulse-sensor': '脉搏传感器（Arduino，PulseSensor）',
  'sam-id-card': '居民身份证读卡器（SAM 协议）',
  'oem-oximeter': '血氧测量模块（FE 帧协议）',
  'oem-blood-pressure': '血压测量模块（3A/3E 协议）',
};

/** A driver that is newer than these words is named by itself. */
export function driverTitle({ id, title }: { readonly id: string; readonly title: string }): string {
  return DRIVER_TITLES[id] ?? title;
}

/** What to do about each code a device can be lost with or end with. */
const CODE_WORDS: Readonly<Record<string, string>> = {
  'driver/aborted': '测量已停止，袖带已放气。',
  'driver/bad-request': '这台设备不支持这项测量。',
  'driver/busy': '设备正在做另一件事，请等它结束。',
  'driver/cannot-open': '接口打不开。请重新插拔；还不行，请联系维护人员。',
  'driver/card-invalid': '卡上的内容有误，没有采用。请核对证件，改用手工登记。',
  'driver/card-unreadable': '卡没有读出来。请把卡放平、放正，停两秒再试。',
  'driver/card-unsupported': '这不是居民身份证。请换身份证，或手工登记。',
  'driver/clock-went-back': '设备的时钟乱了，请重新插拔设备。',
  'driver/command-refused': '设备拒绝了命令。请重新插拔；还不行，请联系维护人员。',
  'driver/disconnected': '连接已断开，会自动重连。',
  'driver/garbled': '收到的数据读不懂：驱动可能选错了，或线接触不良。请核对驱动，换一根线。',
  'driver/implausible-result': '血压结果不合理，没有采用。请重新测量。',
  'driver/instrument-fault': '设备报告故障，请重新插拔；还不行，请送修。',
  'driver/instrument-restarted': '设备重新启动过，会自动重连。',
  'driver/measurement-failed': '这次没有测出结果。请系好袖带，坐稳不说话，再测一次。',
  'driver/no-acknowledgement': '设备没有回应。请看电源是否打开，再重新插拔。',
  'driver/not-connected': '设备没有连接。请检查插头。',
  'driver/pressure-refused': '要求的压力超过安全上限，没有执行。',
  'driver/silent': '设备没有声音了：请看电源和电量，手指或袖带是否放好，再重新插拔。',
  'driver/task-timed-out': '设备一直没有测完。请重新测量。',
  'driver/unplugged': '设备被拔掉了。请检查插头，插好后自动恢复。',
  'driver/version-mismatch': '设备的协议版本不同，请联系维护人员升级。',
  'driver/picture-digest-mismatch': '照片传输有误，请重拍。',
  'driver/picture-incomplete': '照片没有传完，请重拍。',

  'transport/port-not-found': '接口上没有设备：被拔掉了，或没有通电。插好后自动恢复。',
  'transport/port-in-use': '接口被别的程序占用。请关掉占用它的程序，放开后自动恢复。',
  'transport/permission-denied': '没有使用这个接口的权限。请维护人员把账号加入 dialout 组（摄像头是 video 组）。',
  'transport/not-a-serial-port': '这个名字不是串口。请核对接口，或设为不使用。',
  'transport/connection-refused': '网络地址上没有设备在听。请检查设备和网线。',
  'transport/open-failed': '接口打不开。请重新插拔；还不行，请联系维护人员。',
  'transport/camera-not-found': '摄像头不在了：被拔掉了，或没有通电。插好后自动恢复。',
  'transport/camera-in-use': '摄像头被别的程序占用。请关掉占用它的程序，放开后自动恢复。',
  'transport/camera-program-missing': '本机没有装 ffmpeg，读不了摄像头。请维护人员安装。',
  'transport/camera-format-unsupported': '摄像头不提供需要的画面格式，请换一个摄像头。',
  'transport/not-a-camera': '这个设备不出画面，请换一个摄像头。',
};

export function deviceCodeWords(code: string): string {
  return CODE_WORDS[code] ?? VISIT_TEXT.errorGeneral;
}

/** Why this driver, in plain words. */
export function reasonWords(reason: MatchReason): string {
  switch (reason.kind) {
    case 'assigned':
      return '由工作人员指定';
    case 'unassigned':
      return '工作人员设为不使用';
    case 'simulator':
      return '模拟设备，启动时指明了驱动';
    case 'usb': {
      const agreeing = reason.agreeing.length === 0 ? '' : `，${reason.agreeing.join('、')} 相符`;
      return `USB 编号 ${reason.usb} 属于 ${reason.product}${agreeing}`;
    }
    case 'converter':
      return `USB 编号 ${reason.usb} 是通用转换芯片（${reason.product}），很多设备都用它，请指定驱动`;
    case 'unknown-usb':
      return `没有驱动认得 USB 编号 ${reason.usb}，可以指定一个`;
    case 'no-usb-ids':
      return '接口没有 USB 编号可比对，请指定驱动';
    case 'no-driver':
      return `指定的驱动 ${reason.driverId} 不存在`;
    case 'camera':
      return '摄像头';
    case 'configured':
      return '启动时指定的四诊仪';
  }
}

/** What is not held still, and what to do about it. */
export function cameraNoteWords(note: CameraNote): string {
  switch (note.kind) {
    case 'not-fixed':
      return `这台摄像头的${CAMERA_WORDS[note.what]}固定不了，前后照片的颜色可能不一致。拍照时请不要改变灯光。`;
    case 'setting-refused':
      return `摄像头拒绝了设置 ${note.setting}，前后照片的颜色可能不一致。请重新插拔摄像头。`;
    case 'no-control-program':
      return '本机没有装 v4l2-ctl，曝光和白平衡没有固定，前后照片的颜色可能不一致。请维护人员安装 v4l-utils。';
    case 'controls-unreadable':
      return '读不出摄像头的曝光和白平衡，没有固定，前后照片的颜色可能不一致。请重新插拔摄像头。';
  }
}

const CAMERA_WORDS = { exposure: '曝光', 'white-balance': '白平衡' } as const;

/** The last reading in one line; empty where a larger display shows it. */
export function readingWords(reading: DeviceReading): string {
  switch (reading.kind) {
    case 'beat':
      return reading.beatsPerMinute === null
        ? DEVICE_TEXT.noReading
        : `${DEVICE_TEXT.pulseRate} ${reading.beatsPerMinute}`;
    case 'card':
      return DEVICE_TEXT.cardRead(reading.maskedName);
    case 'card-removed':
      return DEVICE_TEXT.cardRemoved;
    case 'card-refused':
      return deviceCodeWords(reading.code);
    case 'oximetry':
      return DEVICE_TEXT.condition[reading.condition] ?? '';
    default:
      return '';
  }
}
