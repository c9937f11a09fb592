import { walkVisit } from './walk-visit.ts';
const r = await walkVisit({ stationUrl: 'http://127.0.0.1:4780', pictures: true, answer: (i) => [2, 4, 1, 3, 5, 2, 1][Number(i) % 7] ?? 1, resident: { name: '陈测试', sex: 'male', birthDate: '1956-05-01', documentType: 'none', documentNumber: null, phone: null } });
process.stdout.write(JSON.stringify(r).slice(0, 300));
