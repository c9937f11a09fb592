/** The commonest surnames of the Ministry of Public Security's yearly name reports (公安部全国姓名报告, 2020): the first sixteen. */
export const COMMON_SURNAMES: readonly string[] = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '黄',
  '赵',
  '吴',
  '周',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '郭',
];
