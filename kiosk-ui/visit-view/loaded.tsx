import type { ComponentChildren } from 'preact';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { errorWords } from './error-words.ts';
import type { Loadable } from './loader.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** One of: nothing yet, loading, what went wrong, or the value (with a remark when it is old). */
export function Loaded<Value>(props: {
  readonly of: Loadable<Value>;
  readonly onRetry: () => void;
  readonly idle?: ComponentChildren;
  readonly children: (value: Value) => ComponentChildren;
}) {
  const { of, onRetry } = props;
  if (of.state === 'idle') return <>{props.idle}</>;
  if (of.state === 'loading') {
    return (
      <p class="loading" role="status">
        {VISIT_TEXT.loading}
      </p>
    );
  }
  if (of.state === 'failed') return <ErrorBanner code={of.code} words={errorWords(of.code)} onRetry={onRetry} />;
  return (
    <>
      {of.staleCode === null ? null : <ErrorBanner code={of.staleCode} words={VISIT_TEXT.stale} onRetry={onRetry} />}
      {props.children(of.value)}
    </>
  );
}
