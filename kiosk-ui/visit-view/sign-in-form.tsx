import { useState } from 'preact/hooks';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { errorWords } from './error-words.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** The one page that everybody may see. `code` says why the last attempt, or the session, ended. */
export function SignInForm(props: {
  readonly title: string;
  readonly place: string;
  readonly code: string | null;
  readonly busy: boolean;
  readonly onSignIn: (account: string, password: string) => void;
}) {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const words = VISIT_TEXT.signIn;
  return (
    <main class="sign-in">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (account.trim() !== '' && password !== '') props.onSignIn(account.trim(), password);
        }}
      >
        <h1>{props.title}</h1>
        <p class="remark">{props.place}</p>
        <label>
          {words.account}
          <input
            name="account"
            autocomplete="username"
            value={account}
            onInput={(event) => setAccount(event.currentTarget.value)}
          />
        </label>
        <label>
          {words.password}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        {props.code === null ? null : <ErrorBanner code={props.code} words={errorWords(props.code)} />}
        <button type="submit" class="button" data-kind="primary" disabled={props.busy}>
          {props.busy ? words.busy : words.submit}
        </button>
      </form>
    </main>
  );
}
