/**
 * Exposure, white balance and focus that stay as they are. Names of controls differ between kernels, and a camera has
 * some of them or none: what it does not offer is left alone and told.
 */

export interface CameraControlSettings {
  /** Units of 100 µs, as V4L2 counts; null keeps the value that the camera had found by itself. */
  readonly exposure: number | null;
  /** Kelvin; null keeps the value that the camera had found by itself. */
  readonly whiteBalanceK: number | null;
}

export const KEEP_WHAT_WAS_FOUND: CameraControlSettings = { exposure: null, whiteBalanceK: null };

export interface CameraControl {
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** What is fixed: the switch with its values, and the number it leaves to us by hand. New names before old ones. */
const FIXED = [
  {
    what: 'exposure',
    switches: ['auto_exposure', 'exposure_auto'],
    /** V4L2_EXPOSURE_MANUAL, and V4L2_EXPOSURE_APERTURE_PRIORITY, the automatic that webcams have. */
    byHand: 1,
    automatic: 3,
    numbers: ['exposure_time_absolute', 'exposure_absolute'],
  },
  {
    what: 'whiteBalanceK',
    switches: ['white_balance_automatic', 'white_balance_temperature_auto'],
    byHand: 0,
    automatic: 1,
    numbers: ['white_balance_temperature'],
  },
] as const;
/** A focus that hunts spoils a picture; 50 Hz is the mains of China (V4L2_CID_POWER_LINE_FREQUENCY_50HZ). */
const ALWAYS = { focus_automatic_continuous: 0, focus_auto: 0, power_line_frequency: 1 } as const;

/** `v4l2-ctl --list-ctrls`: name → value and bounds; lines of another form are passed over. */
export function parseControls(listing: string): Controls {
  const controls = new Map<string, CameraControl>();
  for (const line of listing.split('\n')) {
    const [, name, fields] = /^\s*(\w+) 0x[0-9a-f]+ \(\w+\)\s*:\s*(.*)$/.exec(line) ?? [];
    const value = numberOf(fields, 'value');
    if (name === undefined || value === null) continue;
    controls.set(name, { value, min: numberOf(fields, 'min'), max: numberOf(fields, 'max') });
  }
  return controls;
}

function numberOf(fields: string | undefined, name: string): number | null {
  const found = new RegExp(`\\b${name}=(-?\\d+)`).exec(fields ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

type Controls = ReadonlyMap<string, CameraControl>;
/** In order: a number can only be set once its switch stands on "by hand". */
type Assignments = readonly (readonly [name: string, value: number])[];

const offered = (controls: Controls, names: readonly string[]): string | undefined =>
  names.find((name) => controls.has(name));

/** First the camera looks for itself, where no number is asked for: it may have been held since a darker day. */
export function planSearch(controls: Controls, settings: CameraControlSettings): Assignments {
  return FIXED.flatMap(({ what, switches, automatic }) => {
    const name = offered(controls, switches);
    return settings[what] === null && name !== undefined ? [[name, automatic] as const] : [];
  });
}

/** Then what it found, or what is asked for, is held; `missing` is what this camera does not let be fixed. */
export function planHold(
  controls: Controls,
  settings: CameraControlSettings,
): { readonly set: Assignments; readonly missing: readonly (keyof CameraControlSettings)[] } {
  const missing: (keyof CameraControlSettings)[] = [];
  const set: [string, number][] = [];
  for (const { what, switches, byHand, numbers } of FIXED) {
    const switchName = offered(controls, switches);
    const numberName = offered(controls, numbers);
    const number = numberName === undefined ? undefined : controls.get(numberName);
    if (switchName !== undefined) set.push([switchName, byHand]);
    if (number !== undefined && numberName !== undefined) set.push([numberName, within(settings[what], number)]);
    if (switchName === undefined || number === undefined) missing.push(what);
  }
  for (const [name, value] of Object.entries(ALWAYS)) if (controls.has(name)) set.push([name, value]);
  return { set, missing };
}

function within(wanted: number | null, { value, min, max }: CameraControl): number {
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, wanted ?? value));
}
