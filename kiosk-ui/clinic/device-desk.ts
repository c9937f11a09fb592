import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type {
  AssignDriverRequest,
  DeviceCard,
  DevicesView,
  TrialKind,
  TrialRequest,
} from '../../src/domain/device-api.ts';
import type { LiveMessage } from '../../src/domain/station-api.ts';
import type { ApiClient } from '../shared/api-client.ts';
import { createWaveBuffer, type WaveBuffer } from '../shared/wave-buffer.ts';
import { createLoader, type Loadable, readyValue } from '../visit-view/loader.ts';

/** Seconds of a wave on a card: four or five beats. */
const SHOWN_S = 5;

/** What the settings screen knows and does of the devices. */
export interface DeviceDesk {
  readonly view: ReadonlySignal<Loadable<DevicesView>>;
  readonly scanning: ReadonlySignal<boolean>;
  load(): void;
  scan(): Promise<void>;
  assign(deviceId: string, driver: string): Promise<void>;
  measure(deviceId: string): Promise<void>;
  tryOut(deviceId: string, kind: TrialKind): Promise<void>;
  cancel(deviceId: string): Promise<void>;
  wave(deviceId: string): WaveBuffer;
  /** data: URL of what the camera sees now; null while it is not looked at. */
  picture(deviceId: string): ReadonlySignal<string | null>;
  hear(message: LiveMessage): void;
  clear(): void;
}

export function createDeviceDesk(
  api: ApiClient,
  act: (action: () => Promise<void>) => Promise<void>,
  onFailure: (code: string) => void,
): DeviceDesk {
  const view = createLoader<DevicesView>(onFailure);
  const scanning = signal(false);
  const waves = new Map<string, WaveBuffer>();
  const cuffAt = new Map<string, string>();
  const pictures = new Map<string, Signal<string | null>>();
  const show = (shown: DevicesView) => view.refresh(() => Promise.resolve(shown));
  const wave = (deviceId: string): WaveBuffer => {
    const known = waves.get(deviceId);
    if (known !== undefined) return known;
    const made = createWaveBuffer(SHOWN_S);
    waves.set(deviceId, made);
    return made;
  };
  const picture = (deviceId: string): Signal<string | null> => {
    const known = pictures.get(deviceId) ?? signal<string | null>(null);
    pictures.set(deviceId, known);
    return known;
  };
  /** An old picture looks like a new one, so none stays when the look has ended. */
  const dropPictures = (devices: readonly DeviceCard[]) => {
    for (const { id, trying } of devices) if (trying !== 'picture') picture(id).value = null;
  };
  /** The cuff's pressure is drawn as it comes, a few times a second, beside the true waves. */
  const drawCuff = (devices: readonly DeviceCard[]) => {
    for (const { id, reading } of devices) {
      if (reading?.kind !== 'cuff-pressure' || cuffAt.get(id) === reading.at) continue;
      cuffAt.set(id, reading.at);
      wave(id).push(5, [[reading.pressureMmHg]]);
    }
  };
  return {
    view: view.current,
    scanning,
    load: () => void view.load(() => api.get<DevicesView>('/api/clinic/devices')),
    scan: () =>
      act(async () => {
        scanning.value = true;
        try {
          await show(await api.post<DevicesView>('/api/clinic/devices/scan'));
        } finally {
          scanning.value = false;
        }
      }),
    assign: (deviceId, driver) =>
      act(async () => {
        const request: AssignDriverRequest = { driver };
        await show(await api.put<DevicesView>(`/api/clinic/devices/${deviceId}/driver`, request));
      }),
    measure: (deviceId) => act(async () => void (await api.post(`/api/clinic/devices/${deviceId}/measure`))),
    cancel: (deviceId) => act(async () => void (await api.post(`/api/clinic/devices/${deviceId}/cancel`))),
    tryOut: (deviceId, kind) =>
      act(async () => {
        const request: TrialRequest = { kind };
        await api.post(`/api/clinic/devices/${deviceId}/trial`, request);
      }),
    wave,
    picture,
    hear(message) {
      if (message.type === 'device-wave') {
        wave(message.deviceId).push(
          message.sampleRateHz,
          message.channels.map(({ samples }) => samples),
        );
      }
      if (message.type === 'device-picture') picture(message.deviceId).value = message.picture;
      const seen = readyValue(view.current.value);
      if (message.type === 'devices') {
        drawCuff(message.devices);
        dropPictures(message.devices);
        if (seen !== null) void show({ ...seen, devices: message.devices });
      }
    },
    clear() {
      view.clear();
      waves.clear();
      pictures.clear();
    },
  };
}
