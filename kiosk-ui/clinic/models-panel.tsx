import type { PictureModelState } from '../../src/domain/picture-model-state.ts';
import { Badge } from '../shared/badge.tsx';
import { Loaded } from '../visit-view/loaded.tsx';
import type { Clinic } from './clinic.ts';
import { MODEL_TEXT, modelTerms } from './model-words.ts';

/** The models that read pictures: verified or left out and why, their terms, and what is missing without them. */
export function ModelsPanel({ clinic }: { readonly clinic: Clinic }) {
  return (
    <section class="panel" aria-label={MODEL_TEXT.title}>
      <div class="panel-head">
        <h2>{MODEL_TEXT.title}</h2>
      </div>
      <Loaded of={clinic.models.value} onRetry={clinic.reloadDevices}>
        {(models) => (
          <div class="device-grid">
            {models.map((model) => (
              <ModelCard key={model.name} model={model} />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  );
}

/** Where a model came from; in the words of its card while the page has none of its own. */
function Source({ statement, words }: { readonly statement: string; readonly words: string | undefined }) {
  if (words !== undefined) return <p class="remark">{words}</p>;
  return (
    <p class="remark" lang="en">
      {statement}
    </p>
  );
}

function ModelCard({ model }: { readonly model: PictureModelState }) {
  const { name, version, terms, code } = model;
  const words = MODEL_TEXT.model[name];
  return (
    <article class="device" aria-label={words?.name ?? name}>
      <p>
        <b>{words?.name ?? name}</b>
        {version === null ? null : ` ${MODEL_TEXT.version(version)}`}
      </p>
      <div>
        <Badge tone={code === null ? 'good' : 'warning'}>
          {code === null ? MODEL_TEXT.verified : (MODEL_TEXT.leftOut[code] ?? MODEL_TEXT.leftOutOther)}
        </Badge>
      </div>
      {code === null ? null : <p class="remark">{MODEL_TEXT.code(code)}</p>}
      {terms === null ? null : <p class="remark">{modelTerms(terms)}</p>}
      {terms === null ? null : <Source statement={terms.statement} words={words?.data} />}
      {words === undefined ? null : (
        <p>{code === null ? MODEL_TEXT.would(words.without) : MODEL_TEXT.now(words.without)}</p>
      )}
    </article>
  );
}
