/** Everything on the page where the doctor asks. */
export const TEXT = {
  title: '医生问诊',
  close: '回工作台',
  questionnaires: '问卷',
  tab: (name: string, answered: number, of: number) => `${name} ${answered}/${of}`,
  rules: '按近一年的情况，不提示、不诱导，逐题问清；不留空题。',
  progress: (answered: number, of: number) => `已答 ${answered} 题，共 ${of} 题`,
  keys: '按 1–5 选答案并到下一题，↑ ↓ 换题。记录里写明“工作人员读题”。',
  proposed: (reason: string) => `${reason}，请核对标出的一项`,
  mayBeObserved: '可由您观察后填写',
  noPicture: '还没有舌象照片。第 32、33 题也可以等拍了舌头再填。',
  goOnAtKiosk: '先去望诊、切诊',
  complete: '不做望诊切诊，直接出结果',
  consent: {
    title: '请先念给居民听，得到同意',
    words: [
      '我们会记录您的回答、脉搏和检测结果，用途只有一个：为您建立健康档案和健康管理。',
      '结果存在本站，并传给负责审核的县级医院；您可以随时要求查看、更正或删除。',
      '舌头和面部照片属于敏感个人信息，存在本站，并随结果传给县级医院。',
      '照片只给为您服务的医生看，不作他用；不同意拍照也可以继续。',
    ],
    both: '居民同意，也同意拍照',
    healthOnly: '同意，但不拍照',
  },
} as const;
