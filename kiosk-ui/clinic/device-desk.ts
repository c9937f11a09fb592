import { type ReadonlySignal, signal } from '@preact/signals';
import type { AssignDriverRequest, DeviceCard, DevicesView } from '../../src/domain/device-api.ts';
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
  cancel(deviceId: string): Promise<void>;
  wave(deviceId: string): WaveBuffer;
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
  const show = (shown: DevicesView) => view.refresh(() => Promise.resolve(shown));
  const wave = (deviceId: string): WaveBuffer => {
    const known = waves.get(deviceId);
    if (known !== undefined) return known;
    const made = createWaveBuffer(SHOWN_S);
    waves.set(deviceId, made);
    return made;
  };
  /** The cuff's pressure is drawn as it comes, a few times a second, beside the true waves. */
  const drawCuff = (devices: readonly DeviceCard[]) => {
    for (const { id, reading } of devices) {
      if (reading?.kind === 'cuff-pressure') wave(id).push(5, [[reading.pressureMmHg]]);
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
    wave,
    hear(message) {
      if (message.type === 'device-wave') {
        wave(message.deviceId).push(
          message.sampleRateHz,
          message.channels.map(({ samples }) => samples),
        );
      }
      const seen = readyValue(view.current.value);
      if (message.type === 'devices') {
        drawCuff(message.devices);
        if (seen !== null) void show({ ...seen, devices: message.devices });
      }
    },
    clear() {
      view.clear();
      waves.clear();
    },
  };
}
