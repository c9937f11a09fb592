import { SizhenError } from '../../src/domain/sizhen-error.ts';
import { SIMULATION_ERROR_CODES, type SimulationErrorCode } from './simulation-error-codes.ts';

/** What simulated instruments and their sources throw. The context names the file and line. */
export class SimulationError extends SizhenError {
  override readonly name = 'SimulationError';
  declare readonly code: SimulationErrorCode;

  constructor(code: SimulationErrorCode, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, SIMULATION_ERROR_CODES[code], context, cause);
  }
}
