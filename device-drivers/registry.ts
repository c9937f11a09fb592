import { berry } from './berry/registration.ts';
import { bpsThreeChannel } from './bps-three-channel/registration.ts';
import { contecOld } from './contec-old/registration.ts';
import { contecV7 } from './contec-v7/registration.ts';
import type { InstrumentRegistration, RegisteredDriver } from './contract/registration.ts';
import { oemBloodPressure } from './oem-blood-pressure/registration.ts';
import { oemOximeter } from './oem-oximeter/registration.ts';
import { pulseSensor } from './pulse-sensor/registration.ts';
import { samIdCard } from './sam-id-card/registration.ts';
import { sizhenLine } from './sizhen-line/registration.ts';
import { uvcCamera } from './uvc-camera/registration.ts';

/** The only list of drivers; each folder describes its own in `registration.ts`. */
export const REGISTERED_DRIVERS: readonly RegisteredDriver[] = [
  sizhenLine,
  bpsThreeChannel,
  uvcCamera,
  contecV7,
  contecOld,
  berry,
  pulseSensor,
  samIdCard,
  oemOximeter,
  oemBloodPressure,
];

export function findDriver(id: string): RegisteredDriver | undefined {
  return REGISTERED_DRIVERS.find((driver) => driver.id === id);
}

/** The driver of an instrument, or undefined for a device beside it or an unknown id. */
export function findInstrumentDriver(id: string): InstrumentRegistration | undefined {
  const found = findDriver(id);
  return found?.role === 'instrument' ? found : undefined;
}
