import { CALIBRATION_LIGHTS, isWithinDrift } from '../../src/domain/colour-calibration.ts';
import type { CalibrationCamera, CalibrationRow, CalibrationsView } from '../../src/domain/station-api.ts';
import { Badge } from '../shared/badge.tsx';
import { Banner } from '../shared/banner.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { ColourDesk, ColourOutcome } from './colour-desk.ts';
import { COLOUR_TEXT as TEXT } from './colour-text.ts';
import './calibration-panel.css';

/** Colour calibration of the cameras: what is valid until when, the chart to be photographed, and whether anything has drifted. */
export function CalibrationPanel({ desk }: { readonly desk: ColourDesk }) {
  const code = desk.code.value;
  return (
    <section class="panel" aria-label={TEXT.title}>
      <div class="panel-head">
        <h2>{TEXT.title}</h2>
      </div>
      <p class="remark">{TEXT.hint}</p>
      {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onClose={desk.dismiss} />}
      <Outcome outcome={desk.outcome.value} />
      <Loaded of={desk.view.value} onRetry={desk.load}>
        {(view) => <Cameras view={view} desk={desk} />}
      </Loaded>
    </section>
  );
}

function Outcome({ outcome }: { readonly outcome: ColourOutcome | null }) {
  if (outcome === null) return null;
  if (outcome.kind === 'checked') {
    const { lastCheck } = outcome.row;
    // A drift is said at its camera, and stays there.
    if (lastCheck === null || !isWithinDrift(lastCheck)) return null;
    return <Banner tone="plain">{TEXT.within(lastCheck.meanDeltaE)}</Banner>;
  }
  const { kept, calibration, leftOut } = outcome.result;
  const { meanDeltaE } = calibration.fit;
  return (
    <Banner tone={kept ? 'plain' : 'warning'}>
      {kept ? TEXT.kept(meanDeltaE, calibration.expiresAt) : TEXT.refused(meanDeltaE)}
      {leftOut.length === 0 ? null : ` ${TEXT.leftOut(leftOut)}`}
    </Banner>
  );
}

function Cameras({ view, desk }: { readonly view: CalibrationsView; readonly desk: ColourDesk }) {
  const { cameras, calibrations } = view;
  const present = (row: CalibrationRow) => cameras.some(({ camera }) => camera === row.camera) && row.inUse;
  const others = calibrations.filter((row) => !present(row));
  return (
    <>
      {cameras.length === 0 ? <p class="nothing">{TEXT.noCamera}</p> : null}
      <div class="calibration-cameras">
        {cameras.map((camera) => (
          <Camera
            key={camera.camera}
            camera={camera}
            row={calibrations.find((row) => row.camera === camera.camera && row.inUse) ?? null}
            desk={desk}
          />
        ))}
      </div>
      {others.length === 0 ? null : <Others rows={others} />}
    </>
  );
}

/** One camera: the light it works under, its calibration under that light, and what can be done. */
function Camera(props: {
  readonly camera: CalibrationCamera;
  readonly row: CalibrationRow | null;
  readonly desk: ColourDesk;
}) {
  const { camera, row, desk } = props;
  const part = camera.parts[0] ?? 'tongue-top';
  const by = row?.hasReference === true ? 'built-in' : 'chart';
  const busy = desk.busy.value;
  return (
    <article class="device calibration-camera" aria-label={camera.name}>
      <div class="device-head">
        <h3>{camera.name}</h3>
        <SimulatedMark nature={camera.nature} />
        <State row={row} />
      </div>
      <Drift row={row} />
      <p class="device-sub">{TEXT.takes(camera.parts.map((one) => WORDS.capture[one]).join(VISIT_TEXT.list))}</p>
      {row === null ? null : <Facts row={row} />}
      <fieldset class="calibration-lights">
        <legend>{TEXT.light}</legend>
        {CALIBRATION_LIGHTS.map((light) => (
          <Button
            key={light}
            class="small"
            pressed={camera.light === light}
            disabled={busy !== null}
            {...(camera.light === light ? { icon: 'check' as const } : {})}
            onPress={() => void desk.useLight(camera.camera, light)}
          >
            {TEXT.lights[light]}
          </Button>
        ))}
      </fieldset>
      <p class="remark">{TEXT.lightHint}</p>
      <div class="calibration-actions">
        <Button
          kind={row?.state === 'valid' ? 'secondary' : 'primary'}
          icon="camera"
          disabled={busy !== null}
          onPress={() => void desk.photographChart(part, camera.light)}
        >
          {busy === 'chart' ? TEXT.photographing : TEXT.photograph}
        </Button>
        {row === null ? null : (
          <Button icon="again" disabled={busy !== null} onPress={() => void desk.checkDrift(part, by)}>
            {busy === 'check' ? TEXT.checking : TEXT.check[by]}
          </Button>
        )}
      </div>
      {row === null ? null : <p class="remark">{TEXT.checkHint[by]}</p>}
    </article>
  );
}

function State({ row }: { readonly row: CalibrationRow | null }) {
  if (row === null) return <Badge tone="warning">{TEXT.never}</Badge>;
  const isValid = row.state === 'valid';
  return <Badge tone={isValid ? 'good' : 'warning'}>{TEXT.states[row.state]}</Badge>;
}

function Drift({ row }: { readonly row: CalibrationRow | null }) {
  const lastCheck = row?.lastCheck ?? null;
  if (lastCheck === null || isWithinDrift(lastCheck)) return null;
  return (
    <p class="device-trouble" role="alert">
      {TEXT.drifted(lastCheck.meanDeltaE)}
    </p>
  );
}

function Facts({ row }: { readonly row: CalibrationRow }) {
  const { fit, madeAt, expiresAt, lastCheck } = row;
  const facts = [
    [TEXT.mean, fit.meanDeltaE.toFixed(2)],
    [TEXT.max, fit.maxDeltaE.toFixed(2)],
    [TEXT.madeAt, dateAndTime(madeAt)],
    [TEXT.expiresAt, dateAndTime(expiresAt)],
    [TEXT.lastCheck, lastCheck === null ? TEXT.notChecked : TEXT.checked(lastCheck)],
  ] as const;
  return (
    <dl class="facts calibration-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Calibrations that are not used now: of cameras that are away, or of a light that is not the present one. */
function Others({ rows }: { readonly rows: readonly CalibrationRow[] }) {
  return (
    <>
      <h3 class="calibration-others">{TEXT.others}</h3>
      <table class="table">
        <thead>
          <tr>
            {[TEXT.camera, TEXT.light, TEXT.state, TEXT.mean, TEXT.madeAt, TEXT.expiresAt].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{cameraWords(row.camera)}</th>
              <td>{TEXT.lights[row.light as keyof typeof TEXT.lights] ?? row.light}</td>
              <td>
                <State row={row} />
              </td>
              <td class="numbers">{row.fit.meanDeltaE.toFixed(2)}</td>
              <td class="numbers">{dateAndTime(row.madeAt)}</td>
              <td class="numbers">{dateAndTime(row.expiresAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Model and serial number; the driver before them is for machines. */
function cameraWords(camera: string): string {
  return camera.split('/').slice(1).join(' ');
}
