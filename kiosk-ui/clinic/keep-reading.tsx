import { useEffect, useState } from 'preact/hooks';
import type { KeepableReading } from '../../src/domain/device-api.ts';
import { Button } from '../shared/button.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { MEASUREMENT_TEXT } from '../visit-view/measurement-text.ts';
import type { Clinic } from './clinic.ts';

/** Readings come and go with a finger in the probe; asked for this often while a visit is open on the page. */
const ASK_EVERY_MS = 2_000;

const TEXT = {
  keep: (values: string) => `记入 ${values}`,
  confirm: (values: string) => `少见值，核对无误，记入 ${values}`,
} as const;

/** What a device shows at this moment, kept in the visit by one touch; an unusual value by two. */
export function KeepReadings({ clinic, visitId }: { readonly clinic: Clinic; readonly visitId: string }) {
  const [readings, setReadings] = useState<readonly KeepableReading[]>([]);
  const [asking, setAsking] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const ask = () =>
      void clinic
        .readings(visitId)
        .then((found) => current && setReadings(found))
        .catch(() => current && setReadings([]));
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [clinic, visitId]);
  const keep = async (deviceId: string) => {
    setCode(null);
    try {
      await clinic.keepReading(visitId, { deviceId, confirmed: asking === deviceId });
      setAsking(null);
      setReadings(await clinic.readings(visitId));
    } catch (thrown) {
      const failed = errorCodeOf(thrown);
      if (failed === 'station/measurement-unusual') setAsking(deviceId);
      else setCode(failed);
    }
  };
  return (
    <>
      {readings.map((one) => (
        <span key={one.deviceId} class="keep-reading">
          <Button class="small" icon="check" onPress={() => void keep(one.deviceId)}>
            {(asking === one.deviceId ? TEXT.confirm : TEXT.keep)(wordsOf(one))}
          </Button>
          <SimulatedMark nature={one.nature} />
        </span>
      ))}
      {code === null ? null : <span role="alert">{errorWords(code)}</span>}
    </>
  );
}

function wordsOf({ reading }: KeepableReading): string {
  if (reading.kind === 'blood-pressure') {
    return `${MEASUREMENT_TEXT.kind['blood-pressure']} ${reading.systolicMmHg}/${reading.diastolicMmHg} mmHg`;
  }
  const rate =
    reading.pulseRateBpm === null ? '' : `，${MEASUREMENT_TEXT.quantity.pulseRateBpm} ${reading.pulseRateBpm}`;
  return `${MEASUREMENT_TEXT.kind.oximetry} ${reading.spo2Percent} %${rate}`;
}
