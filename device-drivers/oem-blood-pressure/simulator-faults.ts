/** What can go wrong with the module itself, by the names of `sizhen simulate --fault`. */
export const OEM_BLOOD_PRESSURE_FAULTS = {
  busy: 'the first two starts are answered with "busy"',
  'cancel-unheard': 'the first cancel is not heard',
  'weak-signal': 'the module finds no pulse and says so in its result',
  'loose-cuff': 'the module says that the cuff is loose',
  'swapped-result': 'the result holds the pressures in another order than expected',
  'result-not-streamed': 'the result comes only when it is asked for',
  'silent-in-measurement': 'nothing is sent any more once the cuff is inflated',
} as const;

export type OemBloodPressureFault = keyof typeof OEM_BLOOD_PRESSURE_FAULTS;

export function isOemBloodPressureFault(name: string): name is OemBloodPressureFault {
  return Object.hasOwn(OEM_BLOOD_PRESSURE_FAULTS, name);
}
