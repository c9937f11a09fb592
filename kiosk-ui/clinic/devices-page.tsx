import type { InstrumentLink, InstrumentStatus } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { errorWords } from '../visit-view/error-words.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import { readyValue } from '../visit-view/loader.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { CalibrationPanel } from './calibration-panel.tsx';
import type { Clinic } from './clinic.ts';
import { DeviceCard } from './device-card.tsx';
import { DEVICE_TEXT } from './device-words.ts';
import { ModelsPanel } from './models-panel.tsx';
import { TEXT } from './text.ts';
import './devices.css';

/** The instrument in use, and every port and camera with the driver that matches it and why. */
export function DevicesPage({ clinic }: { readonly clinic: Clinic }) {
  const status = readyValue(clinic.status.value);
  const { deviceDesk: desk, actionCode } = clinic;
  return (
    <main class="devices" aria-label={TEXT.views.devices}>
      {actionCode.value === null ? null : (
        <ErrorBanner code={actionCode.value} words={errorWords(actionCode.value)} onClose={clinic.dismissAction} />
      )}
      {status === null ? null : <Current instrument={status.instrument} link={status.link} />}
      <section class="panel" aria-label={DEVICE_TEXT.title}>
        <div class="panel-head">
          <h2>{DEVICE_TEXT.title}</h2>
          <div class="panel-aside">
            <Button class="small" icon="again" disabled={desk.scanning.value} onPress={() => void desk.scan()}>
              {desk.scanning.value ? DEVICE_TEXT.scanning : DEVICE_TEXT.scan}
            </Button>
          </div>
        </div>
        <p class="remark">{DEVICE_TEXT.hint}</p>
        <Loaded of={desk.view.value} onRetry={desk.load}>
          {({ devices, drivers, notes }) => (
            <>
              {notes.includes('no-udev') ? <p class="remark">{DEVICE_TEXT.noUdev}</p> : null}
              {devices.length === 0 ? <p class="nothing">{DEVICE_TEXT.empty}</p> : null}
              <div class="device-grid">
                {devices.map((device) => (
                  <DeviceCard key={device.id} device={device} drivers={drivers} desk={desk} />
                ))}
              </div>
            </>
          )}
        </Loaded>
      </section>
      <CalibrationPanel desk={clinic.colourDesk} />
      <ModelsPanel clinic={clinic} />
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
