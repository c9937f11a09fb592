import { useState } from 'preact/hooks';
import { DOCUMENT_TYPES, type DocumentType } from '../../src/domain/resident.ts';
import { Button } from '../shared/button.tsx';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

const TYPES = DOCUMENT_TYPES.filter((type) => type !== 'resident-id');

/** Other documents: which one, then its number. */
export function DocumentChoice(props: {
  readonly session: Session;
  readonly onBack: () => void;
  readonly onNumber: (type: DocumentType, number: string) => void;
  readonly onNone: () => void;
}) {
  const [type, setType] = useState<DocumentType | null>(null);
  const [number, setNumber] = useState('');
  const asked = type !== null;
  return (
    <PageFrame
      session={props.session}
      spoken={asked ? TEXT.identify.documentNumber : TEXT.identify.documentTitle}
      actions={
        <>
          <Button icon="back" onPress={asked ? () => setType(null) : props.onBack}>
            {TEXT.back}
          </Button>
          {asked ? (
            <Button
              kind="primary"
              icon="next"
              disabled={number.trim() === '' || props.session.busy.value}
              onPress={() => props.onNumber(type, number.trim())}
            >
              {TEXT.next}
            </Button>
          ) : null}
        </>
      }
    >
      {type === null ? (
        <>
          <h1 class="page-title">{TEXT.identify.documentTitle}</h1>
          <div class="choices" data-columns="documents">
            {TYPES.map((candidate) => (
              <Button key={candidate} onPress={() => (candidate === 'none' ? props.onNone() : setType(candidate))}>
                {TEXT.identify.document[candidate]}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <label class="field field-wide">
          <span class="page-title">
            {TEXT.identify.documentNumber}（{TEXT.identify.document[type]}）
          </span>
          <span class="id-hint">{TEXT.identify.documentNumberHint}</span>
          <input
            value={number}
            maxLength={40}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setNumber(event.currentTarget.value.toUpperCase())}
          />
        </label>
      )}
    </PageFrame>
  );
}
