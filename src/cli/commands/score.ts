import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { QuestionnaireId } from '../../domain/questionnaire.ts';
import { openModelRegistry } from '../../inference/model-registry.ts';
import { questionnaireView } from '../../inquiry/questionnaire.ts';
import { parseAnswersJson } from '../../inquiry/score-answers-file.ts';
import { scoreSheet } from '../../inquiry/score-sheet.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { eachFile } from '../each-file.ts';
import { MODELS_DIR } from '../project-paths.ts';

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [questionnaire, ...files] = positionals;
  if (questionnaire === undefined) throw new UsageError('name a questionnaire');
  const id = questionnaire as QuestionnaireId;
  const registry = await openModelRegistry({ modelsDir: MODELS_DIR });
  try {
    return await eachFile(files, io, async (file) => {
      const { sex, answers } = parseAnswersJson(await readFile(file, 'utf8'));
      const { version } = questionnaireView(id, sex);
      return scoreSheet({ questionnaire: id, version, sex, answers, mode: 'self' }, registry.get(id));
    });
  } finally {
    await registry.close();
  }
}
