import { TEXT } from './text.ts';

const INSTRUMENT = '仪器没有响应，请工作人员检查四诊仪的电源和数据线。';
const AGAIN = '这次没有成功，请再试一次。';
const STORAGE = '本站暂时存不了数据，请工作人员处理。';
const NOT_SCORED = '现在算不出结果，您的回答已经存好，请工作人员帮忙。';
const STAFF = '请工作人员帮忙。';
const OVER = '这次检测已经结束，请重新开始。';

/** What the resident reads for each code that can reach this page (`docs/error-codes.md`). */
export const ERROR_WORDS: Readonly<Record<string, string>> = {
  'ui/unreachable': '暂时连不上本机服务，正在等它恢复。已填的内容都在。',
  'ui/timeout': '等得有点久，请再试一次。',
  'ui/unexpected-answer': TEXT.errorGeneral,

  'station/invalid-request': '填写的内容有误，请检查后再试。',
  'station/not-found': '没有找到要看的内容。',
  'station/no-visit': OVER,
  'station/not-signed-in': '这里要工作人员登录。',
  'station/not-allowed': '这一步要工作人员来做。',
  'station/number-invalid': '身份证号不对，请对照证件检查。',
  'station/identity-mismatch': '性别或出生日期和身份证号不一致，请检查。',
  'station/consent-missing': '请先在“同意”一页做出选择。',
  'station/pictures-declined': '您没有同意拍照，这一项不做。',
  'station/capture-running': '正在测量，请等它结束。',
  'station/no-capture-running': '测量已经停下，可以重新开始。',
  'station/visit-incomplete': '还有没做完的部分，请先做完或跳过。',
  'station/too-many-visits': '现在检测的人太多，请稍后再来。',
  'station/port-in-use': STAFF,
  'station/no-county': '本站还没有连接县级医院，结果先存在本站。',
  'station/measurement-refused': '量得的数值不对，请工作人员再量一次。',
  'station/measurement-unusual': '量得的数值不寻常，请工作人员核对。',
  'station/no-device': STAFF,
  'station/no-driver': STAFF,
  'station/device-not-ready': '设备还没有准备好，请稍等，或请工作人员帮忙。',
  'station/no-reading': '没有新的读数，请再测一次。',
  'station/no-card': '读卡器上没有身份证，请重新放好。',
  'station/reason-needed': '这里要工作人员写明理由。',
  'station/analysis-failed': '没有分析出来，请再测一次。',
  'station/unexpected': '出了一点问题，已存的内容都在。请再试一次。',

  'acquisition/not-a-picture': '照片没有传完整，请再拍一次。',
  'acquisition/picture-too-large': '照片不对，请再拍一次。',
  'acquisition/instrument-unavailable': '四诊仪没有连上，连上后可以继续。',
  'acquisition/instrument-busy': '仪器正忙，请稍等一会儿再试。',
  'acquisition/unexpected': AGAIN,

  'driver/aborted': '已经停下，压力已松开。',
  'driver/bad-request': '仪器做不了这一项，请工作人员帮忙。',
  'driver/busy': '仪器正忙，请稍等一会儿再试。',
  'driver/cannot-open': INSTRUMENT,
  'driver/card-invalid': '这张身份证的内容有误，请改用姓名和身份证号，或请工作人员帮忙。',
  'driver/card-unreadable': '没有读出身份证，请拿开再重新放好，放稳不动。',
  'driver/card-unsupported': '这不是居民身份证，请改用姓名和证件号，或请工作人员帮忙。',
  'driver/clock-went-back': AGAIN,
  'driver/command-refused': '仪器没有接受指令，请再试一次。',
  'driver/disconnected': '仪器断开了，请稍等它恢复。',
  'driver/garbled': INSTRUMENT,
  'driver/implausible-result': '血压计给出的数不合理，没有采用。请再测一次，或请工作人员帮忙。',
  'driver/instrument-fault': '仪器报告故障，压力已松开。请工作人员帮忙。',
  'driver/instrument-restarted': '仪器重新启动了，请再试一次。',
  'driver/measurement-failed': '血压没有测出来。请坐稳、不说话，绑好袖带再测一次。',
  'driver/no-acknowledgement': INSTRUMENT,
  'driver/not-connected': '四诊仪没有连上，连上后可以继续。',
  'driver/picture-digest-mismatch': '照片没有传完整，请再拍一次。',
  'driver/picture-incomplete': '照片没有传完整，请再拍一次。',
  'driver/pressure-refused': '设定的压力超过安全范围，没有加压。请工作人员帮忙。',
  'driver/silent': INSTRUMENT,
  'driver/task-timed-out': '等得太久，请再试一次。',
  'driver/unplugged': '数据线断开了，请工作人员检查接头。',
  'driver/version-mismatch': '仪器版本不对，请工作人员处理。',

  'inquiry/unknown-questionnaire': NOT_SCORED,
  'inquiry/invalid-definition': NOT_SCORED,
  'inquiry/version-mismatch': NOT_SCORED,
  'inquiry/unknown-item': NOT_SCORED,
  'inquiry/incomplete-answers': '还有题目没有回答，请先答完。',
  'inquiry/invalid-answer': '这个答案没有记上，请再选一次。',
  'inquiry/invalid-answers-file': NOT_SCORED,
  'inquiry/mixed-sheets': NOT_SCORED,
  'inquiry/wrong-scorer': NOT_SCORED,
  'inquiry/unexpected-scores': NOT_SCORED,
  'inquiry/wrong-wording': NOT_SCORED,
  'inquiry/pack-needed': NOT_SCORED,
  'inquiry/invalid-pack': NOT_SCORED,
  'inquiry/pack-signature': NOT_SCORED,
  'inquiry/licence-ended': NOT_SCORED,
  'inquiry/invalid-norms': NOT_SCORED,
  'inquiry/not-comparable': NOT_SCORED,
  'inquiry/record-incomplete': NOT_SCORED,
  'inquiry/record-too-young': NOT_SCORED,

  'records/wrong-key': STORAGE,
  'records/disk-full': '本站磁盘满了，请工作人员处理。',
  'records/read-only': STORAGE,
  'records/corrupt': STORAGE,
  'records/busy': '正忙，请稍等一会儿再试。',
  'records/unavailable': STORAGE,
  'records/newer-schema': STORAGE,
  'records/storage-failed': STORAGE,
  'records/constraint': '这一步和已存的记录不一致，请工作人员帮忙。',
  'records/duplicate-resident': '这个证件号已经登记过，请返回重新输入号码。',
  'records/not-found': '没有找到记录，请重新开始。',
  'records/visit-closed': OVER,
  'records/no-consent': '您没有同意记录这一项。',
  'records/digest-mismatch': '数据没有存完整，请再测一次。',
};

/** Words for any code; an unknown one gets the general sentence (the code is shown beside it). */
export function errorWords(code: string): string {
  return ERROR_WORDS[code] ?? TEXT.errorGeneral;
}
