import { type ReadonlySignal, signal } from '@preact/signals';
import { errorCodeOf } from '../shared/ui-error.ts';

/** Something asked of a server. `staleCode` is set when a later refresh failed: the value is true but old. */
export type Loadable<Value> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: Value; readonly staleCode: string | null }
  | { readonly state: 'failed'; readonly code: string };

export interface Loader<Value> {
  readonly current: ReadonlySignal<Loadable<Value>>;
  /** Asks anew and shows that it is loading. An answer that a later question overtook is dropped. */
  load(ask: () => Promise<Value>): Promise<void>;
  /** Asks again behind what is shown. */
  refresh(ask: () => Promise<Value>): Promise<void>;
  clear(): void;
}

/** `onFailure` hears every code, so that an expired session can be met in one place. */
export function createLoader<Value>(onFailure: (code: string) => void): Loader<Value> {
  const current = signal<Loadable<Value>>({ state: 'idle' });
  let latest = 0;
  const refresh = async (ask: () => Promise<Value>) => {
    latest += 1;
    const mine = latest;
    try {
      const value = await ask();
      if (mine === latest) current.value = { state: 'ready', value, staleCode: null };
    } catch (thrown) {
      const code = errorCodeOf(thrown);
      if (mine === latest) current.value = afterFailure(current.value, code);
      onFailure(code);
    }
  };
  return {
    current,
    refresh,
    load: (ask) => {
      current.value = { state: 'loading' };
      return refresh(ask);
    },
    clear: () => {
      latest += 1;
      current.value = { state: 'idle' };
    },
  };
}

function afterFailure<Value>(before: Loadable<Value>, code: string): Loadable<Value> {
  return before.state === 'ready' ? { ...before, staleCode: code } : { state: 'failed', code };
}

/** The value where there is one. */
export function readyValue<Value>(loadable: Loadable<Value>): Value | null {
  return loadable.state === 'ready' ? loadable.value : null;
}
