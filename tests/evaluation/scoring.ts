import '../../src/cli/steady-compiler.ts';
import { fileURLToPath } from 'node:url';
import { openModelRegistry } from '../../src/inference/model-registry.ts';
import { fiveStateOpen, profileSheet } from '../../src/inquiry/five-state-questionnaire.ts';
import { sheetOf } from '../../src/inquiry/questionnaire.ts';
import { scoreFiveStateOpen } from '../../src/inquiry/score-five-state.ts';
import { scoreSheets } from '../../src/inquiry/score-sheet.ts';
import { CCMQ_STRUCTURE } from '../inquiry/support/ccmq-structure.ts';
import { ELDER_TABLE, type PlainTable, plainScore } from '../inquiry/support/plain-rule.ts';
import { GBT46939_SCALES, keyed, randomSheets } from '../inquiry/support/sheets.ts';

/** `node tests/evaluation/scoring.ts [sheets]`: scores random sheets both ways, counts differences, and takes the time. */

const SHEETS_PER_CALL = 100_000;
const TABLES: Readonly<Record<string, PlainTable>> = {
  'gbt46939-2025': GBT46939_SCALES,
  'elder-33': ELDER_TABLE,
  'ccmq-60': CCMQ_STRUCTURE,
};

const wanted = Number(process.argv[2] ?? 1_000_000);
const registry = await openModelRegistry({ modelsDir: fileURLToPath(new URL('../../models', import.meta.url)) });

for (const [id, table] of Object.entries(TABLES)) {
  let scored = 0;
  let different = 0;
  let scoringMs = 0;
  const verdicts: Record<string, number> = {};
  while (scored < wanted) {
    const answers = randomSheets(scored + 1, Math.min(SHEETS_PER_CALL, wanted - scored), table.length);
    const sheets = answers.map((sheet) => sheetOf(id, 'female', keyed(sheet), 'self'));
    const startedMs = performance.now();
    const results = await scoreSheets(sheets, registry.get(id));
    scoringMs += performance.now() - startedMs;
    answers.forEach((sheet, index) => {
      const scales = results[index]?.scales;
      const equal = plainScore(table, sheet).every(
        (expected, at) => expected.raw === scales?.[at]?.raw && expected.verdict === scales[at].verdict,
      );
      if (!equal) different += 1;
      const key = `平和 ${scales?.[0]?.verdict}`;
      verdicts[key] = (verdicts[key] ?? 0) + 1;
    });
    scored += answers.length;
  }
  process.stdout.write(
    `${JSON.stringify({ questionnaire: id, scored, different, scoringMs: Math.round(scoringMs), verdicts })}\n`,
  );
}
const open = fiveStateOpen();
const tally = { questionnaire: open.id, scored: 0, different: 0, scoringMs: 0, named: 0 };
while (tally.scored < wanted) {
  const count = Math.min(SHEETS_PER_CALL, wanted - tally.scored);
  const answers = randomSheets(tally.scored + 1, count, open.statements.length).map((sheet) =>
    sheet.map((answer) => (answer > 2 ? 1 : 0)),
  );
  const sheets = answers.map((sheet) => profileSheet(open, 'female', keyed(sheet), 'self'));
  const startedMs = performance.now();
  const results = await scoreFiveStateOpen(sheets, registry.get(open.id));
  tally.scoringMs += performance.now() - startedMs;
  answers.forEach((sheet, index) => {
    const equal = open.scales.every(({ key }, scale) => {
      const raw = key.filter(({ number, countsYes }) => sheet[Number(number) - 1] === (countsYes ? 1 : 0)).length;
      return results[index]?.scales[scale]?.raw === raw;
    });
    if (!equal) tally.different += 1;
    if (results[index]?.conclusion.primary !== null) tally.named += 1;
  });
  tally.scored += count;
}
process.stdout.write(`${JSON.stringify({ ...tally, scoringMs: Math.round(tally.scoringMs) })}\n`);
await registry.close();
