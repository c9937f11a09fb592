import { useEffect, useState } from 'preact/hooks';
import type { KeepableReading } from '../../src/domain/device-api.ts';
import { Button } from '../shared/button.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { timeOfDay } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { MEASUREMENT_TEXT } from '../visit-view/measurement-text.ts';
import type { Clinic } from './clinic.ts';

/** Readings come and go with a finger in the probe; asked for this often while a visit is open on the page. */
const ASK_EVERY_MS = 2_000;

const TEXT = {
  keep: (values: string) => `记入 ${values}`,
  confirm: (values: string) => `少见值，核对无误，记入 ${values}`,
  kept: (name: string, time: string) => `${name} ${time} 已记入`,
  again: '再记一次',
  keepAgain: (values: string) => `再记一次 ${values}`,
} as const;

/**
 * What a device shows at this moment, kept in the visit by one touch; an unusual value by two. A measurement that was
 * kept says so and is kept once more only when asked.
 */
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
  const keep = async ({ deviceId, keptAt }: KeepableReading) => {
    setCode(null);
    try {
      await clinic.keepReading(visitId, { deviceId, confirmed: asking === deviceId, again: keptAt !== null });
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
          <KeepButton one={one} asking={asking === one.deviceId} onPress={() => void keep(one)} />
          <SimulatedMark nature={one.nature} />
        </span>
      ))}
      {code === null ? null : <span role="alert">{errorWords(code)}</span>}
    </>
  );
}

interface KeepButtonProps {
  readonly one: KeepableReading;
  readonly asking: boolean;
  readonly onPress: () => void;
}

function KeepButton({ one, asking, onPress }: KeepButtonProps) {
  if (one.keptAt === null || asking) {
    return (
      <Button class="small" icon="check" onPress={onPress}>
        {(asking ? TEXT.confirm : TEXT.keep)(wordsOf(one))}
      </Button>
    );
  }
  return (
    <>
      <span class="kept-reading">{TEXT.kept(MEASUREMENT_TEXT.kind[one.reading.kind], timeOfDay(one.keptAt))}</span>
      {one.reading.kind === 'oximetry' ? (
        <Button class="small" kind="quiet" label={TEXT.keepAgain(wordsOf(one))} onPress={onPress}>
          {TEXT.again}
        </Button>
      ) : null}
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
