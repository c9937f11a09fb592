import type { CalibrationRow, NewCalibrationResult } from '../../src/domain/station-api.ts';
import { Badge } from '../shared/badge.tsx';
import { Banner } from '../shared/banner.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import type { Clinic } from './clinic.ts';
import { TEXT } from './text.ts';

/** Colour calibration of the cameras: what is valid until when, and the chart to be photographed. */
export function CalibrationPanel({ clinic }: { readonly clinic: Clinic }) {
  const words = TEXT.calibration;
  const busy = clinic.busy.value === 'chart';
  const code = clinic.actionCode.value;
  return (
    <section class="panel" aria-label={words.title}>
      <div class="panel-head">
        <h2>{words.title}</h2>
        <div class="panel-aside">
          <Button class="small" icon="camera" disabled={busy} onPress={() => void clinic.photographChart()}>
            {busy ? words.photographing : words.photograph}
          </Button>
        </div>
      </div>
      <p class="remark">{words.hint}</p>
      {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onClose={clinic.dismissAction} />}
      <Outcome result={clinic.newCalibration.value} />
      <Loaded of={clinic.calibrations.value} onRetry={clinic.reloadDevices}>
        {(rows) => (rows.length === 0 ? <p class="nothing">{words.none}</p> : <Calibrations rows={rows} />)}
      </Loaded>
    </section>
  );
}

function Outcome({ result }: { readonly result: NewCalibrationResult | null }) {
  if (result === null) return null;
  const { kept, calibration, leftOut } = result;
  const words = TEXT.calibration;
  return (
    <Banner tone={kept ? 'plain' : 'warning'}>
      {kept
        ? words.kept(calibration.fit.meanDeltaE, dateAndTime(calibration.expiresAt))
        : words.refused(calibration.fit.meanDeltaE)}
      {leftOut.length === 0 ? null : ` ${words.leftOut(leftOut)}`}
    </Banner>
  );
}

function Calibrations({ rows }: { readonly rows: readonly CalibrationRow[] }) {
  const words = TEXT.calibration;
  return (
    <table class="table">
      <thead>
        <tr>
          {[words.camera, words.state, words.mean, words.max, words.madeAt, words.expiresAt].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, camera, state, fit, madeAt, expiresAt }) => (
          <tr key={id}>
            <th scope="row">{camera}</th>
            <td>
              <Badge tone={state === 'valid' ? 'good' : 'warning'} symbol={state === 'valid' ? 'check' : 'warning'}>
                {words.states[state]}
              </Badge>
            </td>
            <td class="numbers">{fit.meanDeltaE.toFixed(2)}</td>
            <td class="numbers">{fit.maxDeltaE.toFixed(2)}</td>
            <td class="numbers">{dateAndTime(madeAt)}</td>
            <td class="numbers">{dateAndTime(expiresAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
