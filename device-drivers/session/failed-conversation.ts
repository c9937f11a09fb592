import { DriverError } from '../contract/driver-error.ts';
import type { LinkStatistics } from '../contract/instrument-driver.ts';
import type { LossReason } from './peripheral-machine.ts';

/** What an unanswered handshake means: nothing heard at all, only noise, or a device that speaks but does not obey. */
export function handshakeFailure(error: unknown, { receivedBytes, acceptedLines }: LinkStatistics): unknown {
  const unanswered =
    error instanceof DriverError && (error.code === 'driver/no-acknowledgement' || error.code === 'driver/silent');
  if (!unanswered || acceptedLines > 0) return error;
  return new DriverError(receivedBytes > 0 ? 'driver/garbled' : 'driver/silent', { receivedBytes }, error);
}

export function isAborted(error: unknown): boolean {
  return error instanceof DriverError && error.code === 'driver/aborted';
}

export function lossOf({ code }: DriverError): LossReason {
  if (code === 'driver/silent') return 'silent';
  if (code === 'driver/instrument-fault') return 'fault';
  return code === 'driver/unplugged' ? 'unplugged' : 'protocol';
}
