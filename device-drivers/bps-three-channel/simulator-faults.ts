/** What can go wrong with the instrument or its radio link, by the names of `sizhen simulate --fault`. */
export const BPS_FAULTS = {
  'never-steady': 'the pressure never becomes steady',
  'lose-contact': 'the chi cuff loses its pressure in the middle third of each hold',
  'clock-jump': 'the device clock jumps two seconds ahead in the middle of each hold',
  'clock-back': 'the device clock is set back in the middle of the first hold',
  'drop-samples': 'every fiftieth sample is lost on the radio link',
  'lose-radio': 'the radio link breaks in the middle of the first hold; the bridge stays',
  'no-radio': 'the bridge never finds the instrument',
  'release-unheard': 'the first release of a measurement is not confirmed',
  'silent-in-hold': 'nothing is sent any more from the middle of a hold',
  'wrong-version': 'the bridge speaks version 9 of its protocol',
} as const;

export type BpsFault = keyof typeof BPS_FAULTS;

export function isBpsFault(name: string): name is BpsFault {
  return Object.hasOwn(BPS_FAULTS, name);
}
