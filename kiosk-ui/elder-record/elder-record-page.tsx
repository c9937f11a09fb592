import type { ReadonlySignal } from '@preact/signals';
import type { ElderRecordEntry, ElderRecordView } from '../../src/domain/elder-record.ts';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { Loaded } from '../visit-view/loaded.tsx';
import { type Loadable, readyValue } from '../visit-view/loader.ts';
import { EntryForm } from './entry-form.tsx';
import { RecordSheet } from './record-sheet.tsx';
import { TEXT } from './text.ts';

/** Left the little that staff write, right the form as it prints. What is missing stands on top, and nothing prints until then. */
export function ElderRecordPage(props: {
  readonly view: ReadonlySignal<Loadable<ElderRecordView>>;
  readonly visit: ReadonlySignal<Loadable<VisitResult>>;
  readonly questions: ReadonlySignal<Loadable<QuestionnaireView>>;
  readonly saving: ReadonlySignal<boolean>;
  readonly onRetry: () => void;
  readonly onSave: (entry: ElderRecordEntry) => void;
  readonly onPrint: () => void;
}) {
  const questions = readyValue(props.questions.value);
  const result = readyValue(props.visit.value);
  const view = readyValue(props.view.value);
  return (
    <>
      <nav class="record-bar" aria-label={TEXT.toolbar}>
        <Button onPress={() => window.close()}>{TEXT.close}</Button>
        <Button kind="primary" icon="print" disabled={view?.record === null || view === null} onPress={props.onPrint}>
          {TEXT.print}
        </Button>
      </nav>
      <main class="record-desk">
        <Loaded of={props.view.value} onRetry={props.onRetry}>
          {(loaded) => (
            <>
              <EntryForm view={loaded} saving={props.saving.value} onSave={props.onSave} />
              {questions === null || result === null ? null : (
                <RecordSheet view={loaded} result={result} questions={questions} />
              )}
            </>
          )}
        </Loaded>
      </main>
    </>
  );
}
