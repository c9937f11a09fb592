import { CONSTITUTIONS } from '../../src/domain/constitution.ts';
import type { CountySummary } from '../../src/domain/county-api.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import { nameOf } from '../visit-view/visit-facts.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { County } from './county.ts';
import { TEXT } from './text.ts';

/** Five figures and how the constitutions are spread; a figure or a bar narrows the list. */
export function Overview({ county }: { readonly county: County }) {
  return (
    <aside class="overview" aria-label={TEXT.summary.label}>
      <Loaded of={county.summary.value} onRetry={county.reload}>
        {(summary) => (
          <>
            <Figures summary={summary} />
            <Distribution county={county} counts={summary.constitutionCounts} />
          </>
        )}
      </Loaded>
    </aside>
  );
}

function Figures({ summary }: { readonly summary: CountySummary }) {
  const words = TEXT.summary;
  const figures = [
    [words.unreviewed, summary.unreviewed],
    [words.today, summary.visitsToday],
    [words.total, summary.visitsTotal],
    [words.residents, summary.residentsTotal],
    [words.stations, summary.stationsTotal],
  ] as const;
  return (
    <dl class="figures">
      {figures.map(([name, value]) => (
        <div key={name} data-strong={name === words.unreviewed && value > 0}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString('zh-CN')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Distribution(props: { readonly county: County; readonly counts: Readonly<Record<string, number>> }) {
  const { county, counts } = props;
  const chosen = county.filter.value.constitution;
  const rows = [...CONSTITUTIONS, 'undetermined'].map((id) => ({ id, count: counts[id] ?? 0 }));
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <section class="distribution" aria-label={TEXT.distribution}>
      <h2>{TEXT.distribution}</h2>
      <p class="remark">{total === 0 ? TEXT.distributionEmpty : TEXT.distributionHint}</p>
      <ul>
        {rows.map(({ id, count }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={chosen === id}
              onClick={() => county.narrow({ constitution: chosen === id ? '' : id })}
            >
              <span>{id === 'undetermined' ? VISIT_TEXT.undetermined : nameOf(id)}</span>
              <span class="distribution-track" aria-hidden="true">
                <span data-apart={id === 'undetermined'} style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span class="distribution-count">
                {TEXT.people(count, total === 0 ? 0 : Math.round((count / total) * 100))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
