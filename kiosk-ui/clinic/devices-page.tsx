import type { DeviceRow, InstrumentLink, InstrumentStatus } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { errorWords } from '../visit-view/error-words.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import { readyValue } from '../visit-view/loader.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { CalibrationPanel } from './calibration-panel.tsx';
import type { Clinic } from './clinic.ts';
import { TEXT } from './text.ts';

/** The instrument in use, and every port and camera with the driver that matches it and why. */
export function DevicesPage({ clinic }: { readonly clinic: Clinic }) {
  const status = readyValue(clinic.status.value);
  return (
    <main class="devices" aria-label={TEXT.views.devices}>
      {status === null ? null : <Current instrument={status.instrument} link={status.link} />}
      <CalibrationPanel clinic={clinic} />
      <section class="panel" aria-label={TEXT.devices.title}>
        <div class="panel-head">
          <h2>{TEXT.devices.title}</h2>
          <div class="panel-aside">
            <Button class="small" icon="again" onPress={clinic.reloadDevices}>
              {TEXT.devices.refresh}
            </Button>
          </div>
        </div>
        <p class="remark">{TEXT.devices.hint}</p>
        <Loaded of={clinic.devices.value} onRetry={clinic.reloadDevices}>
          {(rows) => (rows.length === 0 ? <p class="nothing">{TEXT.devices.empty}</p> : <DeviceTable rows={rows} />)}
        </Loaded>
      </section>
    </main>
  );
}

function Current(props: { readonly instrument: InstrumentStatus; readonly link: InstrumentLink | undefined }) {
  const { instrument, link } = props;
  return (
    <section class="panel" aria-label={TEXT.devices.current}>
      <div class="panel-head">
        <h2>{TEXT.devices.current}</h2>
        <div class="panel-aside">
          {'identity' in instrument ? <SimulatedMark nature={instrument.identity.nature} /> : null}
        </div>
      </div>
      <p>{[TEXT.instrument[instrument.kind], ...aboutInstrument(instrument)].join(VISIT_TEXT.dot)}</p>
      {link === undefined ? null : <p class="remark">{TEXT.devices.link(link)}</p>}
    </section>
  );
}

function aboutInstrument(instrument: InstrumentStatus): readonly string[] {
  const words = TEXT.devices;
  if (instrument.kind === 'searching') {
    return instrument.lastError === null ? [] : [words.code(instrument.lastError)];
  }
  if (instrument.kind === 'lost') {
    const seconds = Math.ceil(instrument.retryInMs / 1000);
    return [errorWords(instrument.code), words.code(instrument.code), words.retryIn(seconds)];
  }
  const { identity } = instrument;
  return [
    `${identity.maker} ${identity.model}`,
    `${words.serialNumber} ${identity.serialNumber}`,
    `${words.firmware} ${identity.firmwareVersion}`,
    `${words.protocol} ${identity.protocolVersion}`,
    `${words.driver} ${identity.driverId}`,
    `${words.calibratedOn} ${identity.calibratedOn ?? words.notCalibrated}`,
  ];
}

function DeviceTable({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const words = TEXT.devices;
  return (
    <table class="table">
      <thead>
        <tr>
          {[words.path, words.description, words.driver, words.score, words.why].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.path}>
            <th scope="row">{row.path}</th>
            <td>{row.description}</td>
            <td>{row.driverId ?? words.noDriver}</td>
            <td class="numbers">{row.score}</td>
            <td>{row.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
