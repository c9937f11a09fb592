import { type ReadonlySignal, signal } from '@preact/signals';
import type { CalibrationLight, DriftCheck } from '../../src/domain/colour-calibration.ts';
import type { PictureKind } from '../../src/domain/picture.ts';
import type {
  CalibrationRow,
  CalibrationsView,
  DriftCheckRequest,
  LightRequest,
  NewCalibrationRequest,
  NewCalibrationResult,
} from '../../src/domain/station-api.ts';
import type { ApiClient } from '../shared/api-client.ts';
import { errorCodeOf } from '../shared/ui-error.ts';
import { createLoader, type Loadable } from '../visit-view/loader.ts';

/** What the last action gave, until the next one. */
export type ColourOutcome =
  | { readonly kind: 'calibrated'; readonly result: NewCalibrationResult }
  | { readonly kind: 'checked'; readonly row: CalibrationRow };

/** What the settings screen knows and does of the cameras' colours. */
export interface ColourDesk {
  readonly view: ReadonlySignal<Loadable<CalibrationsView>>;
  readonly busy: ReadonlySignal<'chart' | 'check' | 'light' | null>;
  readonly outcome: ReadonlySignal<ColourOutcome | null>;
  /** Of the last action that failed. */
  readonly code: ReadonlySignal<string | null>;
  load(): void;
  photographChart(part: PictureKind, light: CalibrationLight): Promise<void>;
  checkDrift(part: PictureKind, by: DriftCheck['by']): Promise<void>;
  useLight(camera: string, light: CalibrationLight): Promise<void>;
  dismiss(): void;
}

const ADDRESS = '/api/clinic/calibrations';

export function createColourDesk(api: ApiClient, onFailure: (code: string) => void): ColourDesk {
  const view = createLoader<CalibrationsView>(onFailure);
  const busy = signal<'chart' | 'check' | 'light' | null>(null);
  const outcome = signal<ColourOutcome | null>(null);
  const code = signal<string | null>(null);
  const read = () => api.get<CalibrationsView>(ADDRESS);
  const act = async (what: 'chart' | 'check' | 'light', action: () => Promise<ColourOutcome | null>) => {
    if (busy.value !== null) return;
    busy.value = what;
    code.value = null;
    outcome.value = null;
    try {
      outcome.value = await action();
      await view.refresh(read);
    } catch (thrown) {
      code.value = errorCodeOf(thrown);
      onFailure(code.value);
    } finally {
      busy.value = null;
    }
  };
  return {
    view: view.current,
    busy,
    outcome,
    code,
    load: () => void view.load(read),
    photographChart: (part, light) =>
      act('chart', async () => {
        const request: NewCalibrationRequest = { part, light };
        return { kind: 'calibrated', result: await api.post<NewCalibrationResult>(ADDRESS, request) };
      }),
    checkDrift: (part, by) =>
      act('check', async () => {
        const request: DriftCheckRequest = { part, by };
        return { kind: 'checked', row: await api.post<CalibrationRow>(`${ADDRESS}/check`, request) };
      }),
    useLight: (camera, light) =>
      act('light', async () => {
        const request: LightRequest = { camera, light };
        await api.put<CalibrationsView>(`${ADDRESS}/light`, request);
        return null;
      }),
    dismiss: () => {
      code.value = null;
    },
  };
}
