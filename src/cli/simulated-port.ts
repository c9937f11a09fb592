import { resolve } from 'node:path';
import type { InstrumentPort } from '../../device-drivers/discovery/instrument-port.ts';
import { findDriver } from '../../device-drivers/registry.ts';
import { CliError } from './cli-error.ts';
import { UsageError } from './command.ts';

/** `simulated:DRIVER:PATH`: the pseudo-terminal that `simulate DRIVER --link PATH` leaves. */
export function simulatedPort(text: string): InstrumentPort {
  const [kind, driver = '', ...path] = text.split(':');
  if (kind !== 'simulated' || path.length === 0) throw new UsageError('--device takes simulated:DRIVER:PATH');
  if (findDriver(driver) === undefined) throw new CliError('cli/unknown-device', `there is no driver ${driver}`);
  const address = resolve(path.join(':'));
  return { address: { kind: 'pty', path: address }, stablePath: address, simulates: driver };
}
