import { CONSTITUTION_NAMES, CONSTITUTIONS, type Constitution } from '../../src/domain/constitution.ts';
import { type ElderRecordView, GUIDANCE_OPTIONS } from '../../src/domain/elder-record.ts';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { TEXT } from './text.ts';

/** The form prints 平和质 last. */
const COLUMNS: readonly Constitution[] = [...CONSTITUTIONS.filter((id) => id !== 'balanced'), 'balanced'];

/** The form as it is printed: 33 items with the chosen answer ticked, then the determination. Two pages of A4. */
export function RecordSheet(props: {
  readonly view: ElderRecordView;
  readonly result: VisitResult;
  readonly questions: QuestionnaireView;
}) {
  const { view, result, questions } = props;
  const { visit, resident } = result;
  const answers = visit.sheet?.questionnaire === 'elder-33' ? visit.sheet.answers : {};
  const { entry } = view;
  return (
    <article class="record" lang="zh-CN">
      <h1>{TEXT.title}</h1>
      {view.simulated ? <p class="record-simulated">{TEXT.simulated}</p> : null}
      <p class="record-head">
        <span>{`${TEXT.name}：${resident.full?.name ?? resident.card.maskedName}`}</span>
        <span>{`${TEXT.number}：${entry.number}`}</span>
      </p>
      <table class="record-items">
        <thead>
          <tr>
            <th scope="col">{TEXT.stem}</th>
            {TEXT.columns.map((column, index) => (
              <th key={column} scope="col">
                {column}
                <small>{TEXT.columnHints[index]}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {questions.items.map((item) => (
            <tr key={item.number}>
              <th scope="row">{`（${item.number}）${item.text}`}</th>
              {item.options.map((option, index) => (
                <td key={option.value} data-chosen={answers[item.number] === option.value}>
                  {cellWords(option.label, index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Determination view={view} result={result} />
    </article>
  );
}

/** The column says what 1 to 5 mean; items with options of their own print these too. */
function cellWords(label: string, index: number): string {
  const column = TEXT.columns[index] ?? '';
  return label.startsWith(column) ? String(index + 1) : `${index + 1} ${label}`;
}

function Determination({ view, result }: { readonly view: ElderRecordView; readonly result: VisitResult }) {
  const { visit } = result;
  const { constitution } = visit;
  const scales = constitution?.questionnaire === 'elder-33' ? constitution.scales : [];
  const scaleOf = (id: Constitution) => scales.find((scale) => scale.id === id) ?? null;
  return (
    <section class="record-result">
      <table class="record-types">
        <thead>
          <tr>
            <th scope="col">{TEXT.type}</th>
            {COLUMNS.map((id) => (
              <th key={id} scope="col">
                {CONSTITUTION_NAMES[id]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{TEXT.determination}</th>
            {COLUMNS.map((id) => (
              <td key={id}>
                <span>{TEXT.score(scaleOf(id)?.raw ?? null)}</span>
                <Tick on={scaleOf(id)?.verdict === 'yes'} words={TEXT.yes} />
                <Tick
                  on={scaleOf(id)?.verdict === (id === 'balanced' ? 'basically' : 'tendency')}
                  words={id === 'balanced' ? TEXT.basically : TEXT.tendency}
                />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{TEXT.guidance}</th>
            {COLUMNS.map((id) => (
              <td key={id}>
                {GUIDANCE_OPTIONS.map(({ code, label }) => (
                  <Tick
                    key={code}
                    on={view.entry.guidance[id]?.options.includes(code) === true}
                    words={`${code}.${label}${code === 6 ? `：${view.entry.guidance[id]?.other ?? ''}` : ''}`}
                  />
                ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p class="record-foot">
        <span>{`${TEXT.filledOn}：${view.record === null ? '' : TEXT.date(view.record.filledOn)}`}</span>
        <span>{`${TEXT.sign}：${view.entry.doctor}`}</span>
      </p>
    </section>
  );
}

function Tick({ on, words }: { readonly on: boolean; readonly words: string }) {
  return (
    <span class="record-tick" data-on={on}>
      {`${on ? '☑' : '□'}${words}`}
    </span>
  );
}
