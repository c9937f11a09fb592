import { describe, expect, it } from 'vitest';
import { KEEP_WHAT_WAS_FOUND, parseControls } from '../../../device-drivers/transport/camera-controls.ts';
import { fixCameraControls } from '../../../device-drivers/transport/fix-camera-controls.ts';
import type { Clock } from '../../../src/domain/clock.ts';

/** As v4l2-ctl 1.22 lists the controls of a webcam. */
const LISTING = `
User Controls

                     brightness 0x00980900 (int)    : min=0 max=255 step=1 default=128 value=128
        white_balance_automatic 0x0098090c (bool)   : default=1 value=1
           power_line_frequency 0x00980918 (menu)   : min=0 max=2 default=2 value=2 (60 Hz)
      white_balance_temperature 0x0098091a (int)    : min=2000 max=7500 step=1 default=4000 value=4210 flags=inactive

Camera Controls

                  auto_exposure 0x009a0901 (menu)   : min=0 max=3 default=3 value=3 (Aperture Priority Mode)
         exposure_time_absolute 0x009a0902 (int)    : min=3 max=2047 step=1 default=250 value=312 flags=inactive
     focus_automatic_continuous 0x009a090c (bool)   : default=1 value=1
`;
const OLD_LISTING = `
  white_balance_temperature_auto 0x0098090c (bool)   : default=1 value=1
                   exposure_auto 0x009a0901 (menu)   : min=0 max=3 default=3 value=3
               exposure_absolute 0x009a0902 (int)    : min=3 max=2047 step=1 default=250 value=156
`;
/** Time passes at once. */
const clock: Clock = {
  nowMs: () => 0,
  wallMs: () => 0,
  after: (_delayMs, action) => {
    queueMicrotask(action);
    return () => undefined;
  },
};

async function fix(listing: string, settings = KEEP_WHAT_WAS_FOUND, refuses = '') {
  const set: string[] = [];
  const run = async (args: readonly string[]): Promise<string> => {
    if (args.includes('--list-ctrls')) return listing;
    const assignment = args.at(-1) ?? '';
    if (refuses !== '' && assignment.startsWith(refuses))
      throw new Error('VIDIOC_S_EXT_CTRLS: failed: Input/output error');
    set.push(assignment);
    return '';
  };
  return { set, notes: await fixCameraControls({ path: '/dev/video0', settings, clock, run }) };
}

describe('the controls of a camera', () => {
  it('are read with their values and bounds', () => {
    const controls = parseControls(LISTING);
    expect(controls.get('exposure_time_absolute')).toEqual({ value: 312, min: 3, max: 2047 });
    expect(controls.get('white_balance_automatic')).toEqual({ value: 1, min: null, max: null });
    expect(controls.size).toBe(7);
  });

  it('search first, then are held at what was found, with 50 Hz mains and a focus that does not hunt', async () => {
    const { set, notes } = await fix(LISTING);
    expect(notes).toEqual([]);
    expect(set).toEqual([
      'auto_exposure=3',
      'white_balance_automatic=1',
      'auto_exposure=1',
      'exposure_time_absolute=312',
      'white_balance_automatic=0',
      'white_balance_temperature=4210',
      'focus_automatic_continuous=0',
      'power_line_frequency=1',
    ]);
  });

  it('are set to given numbers within the camera’s bounds, without a search', async () => {
    const { set } = await fix(LISTING, { exposure: 9999, whiteBalanceK: 5000 });
    expect(set.slice(0, 4)).toEqual([
      'auto_exposure=1',
      'exposure_time_absolute=2047',
      'white_balance_automatic=0',
      'white_balance_temperature=5000',
    ]);
  });

  it('have other names on older kernels; what a camera lacks is told', async () => {
    const { set, notes } = await fix(OLD_LISTING);
    expect(set).toContain('exposure_auto=1');
    expect(set).toContain('exposure_absolute=156');
    expect(set).toContain('white_balance_temperature_auto=0');
    expect(notes).toEqual([{ kind: 'not-fixed', what: 'white-balance' }]);
  });

  it('that are refused are told, and the others are still set', async () => {
    const { set, notes } = await fix(LISTING, KEEP_WHAT_WAS_FOUND, 'exposure_time');
    expect(notes).toEqual([{ kind: 'setting-refused', setting: 'exposure_time_absolute=312' }]);
    expect(set).toContain('white_balance_temperature=4210');
  });

  it('stay automatic where the program is missing, and that is said', async () => {
    const run = async (): Promise<string> => {
      throw Object.assign(new Error('spawn v4l2-ctl ENOENT'), { code: 'ENOENT' });
    };
    const notes = await fixCameraControls({ path: '/dev/video0', settings: KEEP_WHAT_WAS_FOUND, clock, run });
    expect(notes).toEqual([{ kind: 'no-control-program' }]);
  });
});
