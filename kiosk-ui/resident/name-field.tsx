import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { COMMON_SURNAMES } from './common-surnames.ts';
import { TEXT } from './text.ts';

/** A large name field for a keyboard with input method, and the commonest surnames to touch. */
export function NameField(props: { readonly name: string; readonly onName: (name: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const touchSurname = (surname: string) => {
    props.onName(surname);
    input.current?.focus();
  };
  return (
    <div class="name-field">
      <label class="field">
        <span>{TEXT.identify.name}</span>
        <input
          ref={input}
          value={props.name}
          maxLength={50}
          lang="zh-CN"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => props.onName(event.currentTarget.value)}
        />
      </label>
      <p class="id-hint">{TEXT.identify.nameHint}</p>
      <fieldset class="plain-fieldset">
        <legend>{TEXT.identify.surnames}</legend>
        <div class="choices" data-columns="8">
          {COMMON_SURNAMES.map((surname) => (
            <Button key={surname} onPress={() => touchSurname(surname)}>
              {surname}
            </Button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
