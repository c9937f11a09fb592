/** Every code a `SimulationError` can carry, with its meaning. Documented in `docs/error-codes.md`. */
export const SIMULATION_ERROR_CODES = {
  'simulation/bad-rate': 'The sampling rate of a recording must be between 10 and 10,000 Hz.',
  'simulation/cannot-host': 'The simulated instrument cannot listen at the requested address.',
  'simulation/file-missing': 'A recording or picture for a simulated instrument cannot be read.',
  'simulation/flat-recording': 'The recording never changes; there is no wave in it.',
  'simulation/no-such-column': 'The recording has no column of that name.',
  'simulation/not-a-number': 'A line of the recording holds something other than a number; the context names the line.',
  'simulation/not-a-picture': 'The file is not a JPEG or PNG picture that can be decoded.',
  'simulation/picture-not-given': 'The simulated instrument has no file for this kind of picture.',
  'simulation/too-short': 'The recording holds less than two seconds of samples.',
} as const;

export type SimulationErrorCode = keyof typeof SIMULATION_ERROR_CODES;
