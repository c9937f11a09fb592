import { VISIT_TEXT } from './visit-text.ts';

const STORAGE = '数据库暂时不能用，请联系维护人员。';

/** What staff read for each code that can reach their pages (`docs/error-codes.md`). */
const ERROR_WORDS: Readonly<Record<string, string>> = {
  'ui/unreachable': '连不上服务器，请检查网络；恢复后可再试。',
  'ui/timeout': '等得太久，请再试一次。',
  'ui/unexpected-answer': VISIT_TEXT.errorGeneral,

  'analysis/chart-not-found': '照片里没有找到 24 色色卡，请让色卡完整、清楚地出现在画面里再拍。',

  'station/no-calibration': '这台相机在现在的光源下还没有校准过，请先拍摄色卡。',
  'station/reference-unreadable': '读不出仪器的内置参照，请改用色卡检查，或重新拍摄色卡。',
  'station/capture-running': '正在给居民检测，请等这一步做完。',
  'driver/no-reference': '这台仪器没有内置参照，请用色卡检查。',
  'acquisition/instrument-unavailable': '没有连接仪器，请检查连线。',
  'acquisition/instrument-busy': '仪器正忙，请稍后再试。',

  'security/sign-in-refused': '账号或密码不对，或账号已停用。',
  'security/account-locked': '多次登录失败，账号已暂时锁定，请稍后再试。',
  'security/claim-invalid': '登记凭证无效，请重新选择居民。',
  'security/claim-expired': '登记凭证已过十分钟，请重新选择居民。',

  'station/invalid-request': '填写的内容有误，请检查后再试。',
  'station/measurement-refused': '读数不可能是这样，请核对单位和数字。',
  'station/measurement-unusual': '读数少见，请核对后再保存。',
  'station/no-device': '设备已经不在了，请重新扫描。',
  'station/no-driver': '这个接口不能用这个驱动。',
  'station/device-not-ready': '设备还没有准备好，请等状态变为“就绪”再试。',
  'station/no-reading': '没有这次检测中的新读数，请重新测量。',
  'station/no-card': '读卡器上没有身份证，请重新放卡。',
  'station/card-simulated': '这是模拟读卡器，不能用来核对证件，仍为“证件待核”。',
  'station/card-other-number':
    '读卡器上是另一个号码的身份证，仍为“证件待核”。请核对是不是本人的证件，登记的号码有没有输错。',
  'station/card-other-name': '号码相同，但卡上的姓名与登记的不同，仍为“证件待核”。请核对姓名。',
  'station/not-found': '没有找到这条记录。',
  'station/no-visit': '这台屏幕上没有打开的检测。',
  'station/not-signed-in': '登录已过期，请重新登录。',
  'station/not-allowed': '这个账号不能做这一步。',
  'station/too-many-visits': '同时进行的检测太多，请先结束一些。',
  'station/no-county': '本站还没有接入县级平台。',
  'station/unexpected': '服务器出错，已存的数据都在。请再试一次。',

  'county/not-signed-in': '登录已过期，请重新登录。',
  'county/not-allowed': '这个账号不能做这一步。',
  'county/not-found': '没有找到这条记录。',
  'county/invalid-request': '填写的内容有误，请检查后再试。',
  'county/too-many-requests': '尝试太频繁，请一分钟后再试。',
  'county/unexpected': '服务器出错，已存的数据都在。请再试一次。',

  'exchange/unreachable': '连不上县级平台，联网后自动重传。',
  'exchange/timeout': '县级平台没有及时回应，会自动重传。',
  'exchange/server-busy': '县级平台正忙，会自动重传。',
  'exchange/server-failed': '县级平台出错，会自动重传。',
  'exchange/not-authorised': '县级平台不认本站的签名，请联系维护人员重新接入。',
  'exchange/signature-expired': '本站与县级平台的时钟不一致，请校准时间。',
  'exchange/answer-unreadable': '县级平台的回应读不懂，会自动重传。',
  'exchange/receipt-mismatch': '回执与病历对不上，会自动重传。',
  'exchange/refused': '县级平台没有接收这份病历，请联系维护人员。',
  'exchange/conflict': '县级平台已有同一编号的另一份内容，请联系维护人员。',
  'exchange/content-missing': '要上传的图片或波形已不在本站。',

  'records/disk-full': '磁盘满了，请联系维护人员。',
  'records/read-only': STORAGE,
  'records/corrupt': STORAGE,
  'records/busy': '正忙，请稍等再试。',
  'records/unavailable': STORAGE,
  'records/storage-failed': STORAGE,
  'records/constraint': '这一步和已存的记录不一致。',
  'records/already-corrected': '这个值已被更正过，请看最新的记录。',
  'records/visit-in-progress': '检测还没有结束，结束后再判定。',
  'station/reason-needed': '判定与作答不同，请写明理由。',
  'records/visit-closed': '这次检测已结束，不能再改。',
  'records/no-consent': '居民还没有同意记录健康信息。',
  'records/not-found': '没有找到这条记录。',
};

/** Words for any code; an unknown one gets the general sentence (the code is shown beside it). */
export function errorWords(code: string): string {
  return ERROR_WORDS[code] ?? VISIT_TEXT.errorGeneral;
}
