import type { CameraNote } from '../../src/domain/camera-note.ts';
import type { DeviceCard as Device, DeviceState, DriverChoice } from '../../src/domain/device-api.ts';
import { Badge, type BadgeTone } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { DeviceWave } from '../shared/device-wave.tsx';
import type { IconName } from '../shared/icon.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { WORDS } from '../shared/words.ts';
import type { DeviceDesk } from './device-desk.ts';
import { DeviceTrial } from './device-trial.tsx';
import {
  cameraNoteWords,
  deviceCodeWords,
  driverTitle,
  INSTRUMENT_NAMES,
  readingWords,
  reasonWords,
  DEVICE_TEXT as TEXT,
} from './device-words.ts';

const LOOKS: Readonly<Record<DeviceState['kind'], readonly [BadgeTone, IconName]>> = {
  idle: ['plain', 'dots'],
  connecting: ['mid', 'again'],
  ready: ['good', 'check'],
  running: ['good', 'check'],
  lost: ['warning', 'unplugged'],
};

/** One port: what is on it, how it is, what it told last, and what can be done. */
export function DeviceCard(props: {
  readonly device: Device;
  readonly drivers: readonly DriverChoice[];
  readonly desk: DeviceDesk;
}) {
  const { device, desk } = props;
  const [tone, symbol] = LOOKS[device.state.kind];
  const name = nameOf(device);
  return (
    <article class="device" aria-label={name} data-state={device.state.kind}>
      <div class="device-head">
        <h3>{name}</h3>
        <SimulatedMark nature={device.nature} />
        <Badge tone={tone} symbol={symbol}>
          {TEXT.state[device.state.kind]}
        </Badge>
      </div>
      <p class="device-sub">{device.driver === null ? reasonWords(device.reason) : driverTitle(device.driver)}</p>
      <Trouble state={device.state} />
      <Live device={device} desk={desk} />
      <DeviceTrial device={device} desk={desk} />
      <CameraNotes notes={device.cameraNotes} />
      <About device={device} drivers={props.drivers} desk={desk} />
    </article>
  );
}

function nameOf({ driver, reason, description }: Device): string {
  if (driver !== null) return INSTRUMENT_NAMES[driver.id] ?? TEXT.role[driver.role];
  if (reason.kind === 'camera') return TEXT.role.camera;
  return description === '' ? TEXT.unknownDevice : description;
}

function Trouble({ state }: { readonly state: DeviceState }) {
  const code = state.kind === 'lost' ? state.code : state.kind === 'ready' ? state.lastCode : null;
  if (code === null) return null;
  return (
    <div class="device-trouble" role="status">
      <p>{deviceCodeWords(code)}</p>
      <p class="device-code">
        {state.kind === 'lost' ? `${TEXT.retryIn(Math.round(state.retryInMs / 1000))} ` : null}
        {WORDS.errorCode(code)}
      </p>
    </div>
  );
}

/** What of a camera is not held still, where its colours are looked at. */
function CameraNotes({ notes }: { readonly notes: readonly CameraNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="device-trouble" aria-label={TEXT.cameraNotes}>
      {notes.map((note) => (
        <li key={JSON.stringify(note)}>{cameraNoteWords(note)}</li>
      ))}
    </ul>
  );
}

/** The part that moves: numbers, wave, and the one action a device has. */
function Live({ device, desk }: { readonly device: Device; readonly desk: DeviceDesk }) {
  const { driver, state, reading } = device;
  if (driver === null || driver.role === 'instrument' || state.kind === 'idle') return null;
  const words = reading === null ? '' : readingWords(reading);
  return (
    <div class="device-live">
      <Numbers device={device} />
      {driver.role === 'id-card' ? (
        <p class="device-words">{reading?.kind === 'card' || words !== '' ? words : TEXT.putCard}</p>
      ) : (
        <>
          <DeviceWave buffer={desk.wave(device.id)} description={TEXT.wave} />
          {words === '' ? null : <p class="device-words">{words}</p>}
        </>
      )}
      {driver.role !== 'blood-pressure' ? null : state.kind === 'running' ? (
        <Button kind="danger" icon="stop" onPress={() => void desk.cancel(device.id)}>
          {TEXT.stop}
        </Button>
      ) : (
        <Button disabled={state.kind !== 'ready'} onPress={() => void desk.measure(device.id)}>
          {TEXT.start}
        </Button>
      )}
    </div>
  );
}

function Numbers({ device }: { readonly device: Device }) {
  const numbers = numbersOf(device);
  if (numbers.length === 0) return null;
  return (
    <dl class="device-numbers">
      {numbers.map(([name, value, unit]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b> {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function numbersOf({ reading, state }: Device): readonly (readonly [string, string, string])[] {
  if (reading === null) return [];
  const shown = (value: number | null) => (value === null || state.kind === 'lost' ? '–' : String(value));
  switch (reading.kind) {
    case 'oximetry':
      return [
        [TEXT.spo2, shown(reading.spo2Percent), '%'],
        [TEXT.pulseRate, shown(reading.pulseRateBpm), '次/分'],
        [TEXT.perfusion, shown(reading.perfusionIndexPercent), '%'],
      ];
    case 'cuff-pressure':
      // What was told last of a cuff that has been let go says nothing of it now.
      return state.kind !== 'running' ? [] : [[TEXT.cuff, shown(reading.pressureMmHg), 'mmHg']];
    case 'blood-pressure':
      return [
        ['血压', `${reading.systolicMmHg}/${reading.diastolicMmHg}`, 'mmHg'],
        [TEXT.pulseRate, shown(reading.pulseRateBpm), '次/分'],
      ];
    default:
      return [];
  }
}

/** `unknown` is a driver's word for what the device does not say. */
const said = (text: string | undefined): string =>
  text === undefined || text === '' || text === 'unknown' ? TEXT.notReported : text;

function About(props: {
  readonly device: Device;
  readonly drivers: readonly DriverChoice[];
  readonly desk: DeviceDesk;
}) {
  const { device, desk } = props;
  const chosen =
    device.reason.kind === 'assigned'
      ? (device.driver?.id ?? '')
      : device.reason.kind === 'unassigned'
        ? 'none'
        : 'automatic';
  return (
    <details class="device-about" open={device.driver === null && device.reason.kind !== 'camera'}>
      <summary>{TEXT.details}</summary>
      <dl>
        <Fact name={TEXT.port}>{device.path}</Fact>
        <Fact name={TEXT.serialNumber}>{said(device.identity?.serialNumber)}</Fact>
        <Fact name={TEXT.firmware}>{said(device.identity?.firmwareVersion)}</Fact>
        <Fact name={TEXT.reason}>{`${reasonWords(device.reason)}（${TEXT.score(device.score)}）`}</Fact>
      </dl>
      {isGiven(device) ? null : (
        <label class="device-assign">
          {TEXT.assign}
          <select value={chosen} onChange={(event) => void desk.assign(device.id, event.currentTarget.value)}>
            <option value="automatic">{TEXT.automatic}</option>
            {props.drivers.map((driver) => (
              <option key={driver.id} value={driver.id}>
                {driverTitle(driver)}
              </option>
            ))}
            <option value="none">{TEXT.none}</option>
          </select>
        </label>
      )}
    </details>
  );
}

/** A camera has one driver, and the instrument of the start has no port to be given another. */
const isGiven = ({ reason }: Device): boolean => reason.kind === 'camera' || reason.kind === 'configured';

function Fact(props: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
