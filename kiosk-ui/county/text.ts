import type { ReviewDecision } from '../../src/domain/visit.ts';

/** Everything the county's reviewers read beyond the visit itself (`visit-view/visit-text.ts`). */
export const TEXT = {
  title: '县级平台',
  subtitle: '请用审核或管理账号登录',
  signOut: '退出登录',
  viewsLabel: '页面',
  views: { visits: '就诊审核', stations: '站点' },

  summary: {
    label: '概况',
    today: '今日就诊',
    total: '累计就诊',
    residents: '居民',
    stations: '站点',
    unreviewed: '待审核',
  },
  distribution: '体质分布',
  distributionHint: '点一行只看这一种',
  distributionEmpty: '还没有判定结果。',
  people: (count: number, percent: number) => `${count} 次，${percent}%`,

  list: {
    label: '就诊列表',
    filters: '筛选',
    unreviewed: '只看待审核',
    station: '站点',
    allStations: '全部站点',
    constitution: '体质',
    allConstitutions: '全部体质',
    since: '起始日期',
    clear: '清除筛选',
    empty: '没有符合条件的就诊。',
    count: (count: number) => `${count} 次就诊`,
    limited: (count: number) => `最近 ${count} 次就诊，更早的请用起始日期筛选`,
  },

  choose: '从列表选一次就诊查看和审核。',
  detail: '就诊详情',
  side: '判定、审核与来源',
  born: (date: string) => `${date} 生`,
  clinic: '机构',
  completedAt: '完成时间',
  receipt: '回执',
  receivedAt: '接收时间',
  digest: '内容摘要 SHA-256',
  receiptTitle: '接收回执',

  reviews: {
    title: '审核',
    none: '还没有审核意见。',
    decision: { approved: '通过', returned: '退回' } satisfies Record<ReviewDecision, string>,
    opinion: '审核意见',
    opinionHint: '退回时请写明原因和建议。',
    needOpinion: '退回要写明原因。',
    approve: '审核通过',
    giveBack: '退回',
    sending: '正在提交…',
    onlyReviewers: '管理员可以查看，审核由审核员完成。',
  },

  evidence: {
    title: '四诊合参证据',
    about:
      '四诊合参按证据表给每个征象权重。医师判定的病例够多时，可由本县病例重新拟合；只有在没见过的病例上更准，才换成新表并下发到各站点。',
    published: '现用：文献与国家标准',
    local: (version: string, cases: number, at: string) => `现用：本地证据 ${version} · ${cases} 例 · ${at}`,
    heldOut: (before: string, after: string) => `未见病例的对数损失 ${before} → ${after}（越小越好）`,
    refit: '用已判定病例重新拟合',
    refitted: (cases: number) => `已换成新表，依据 ${cases} 例。`,
    why: {
      'too-few-cases': '已判定的病例还不够（每种体质至少 30 例，征象至少出现 10 次），证据表不变。',
      'no-better-held-out': '在没见过的病例上没有更准，证据表不变。',
    },
  },

  stations: {
    title: '站点',
    empty: '还没有站点接入。',
    name: '机构',
    id: '站点编号',
    enrolledAt: '接入时间',
    lastSeenAt: '最近联系',
    never: '还没有',
    visits: '就诊数',
    state: '状态',
    active: '正常',
    quiet: '超过一天没有联系',
    revoked: '已停用',
  },
} as const;

export type CountyView = keyof typeof TEXT.views;
