import { describe, expect, it } from 'vitest';
import { UiError } from '../../../kiosk-ui/shared/ui-error.ts';
import { createLoader } from '../../../kiosk-ui/visit-view/loader.ts';

const failing = () => Promise.reject(new UiError('station/unexpected', 'no'));

describe('a loader', () => {
  it('keeps the value and remarks that it is old when a refresh fails', async () => {
    const heard: string[] = [];
    const loader = createLoader<number>((code) => heard.push(code));
    await loader.load(() => Promise.resolve(7));
    await loader.refresh(failing);
    expect(loader.current.value).toEqual({ state: 'ready', value: 7, staleCode: 'station/unexpected' });
    expect(heard).toEqual(['station/unexpected']);
    await loader.load(failing);
    expect(loader.current.value).toEqual({ state: 'failed', code: 'station/unexpected' });
  });

  it('drops an answer that a later question overtook, and everything after clearing', async () => {
    const loader = createLoader<string>(() => {});
    const slow = Promise.withResolvers<string>();
    const first = loader.load(() => slow.promise);
    await loader.load(() => Promise.resolve('second'));
    slow.resolve('first');
    await first;
    expect(loader.current.value).toMatchObject({ value: 'second' });
    const late = Promise.withResolvers<string>();
    const last = loader.load(() => late.promise);
    loader.clear();
    late.resolve('late');
    await last;
    expect(loader.current.value).toEqual({ state: 'idle' });
  });
});
