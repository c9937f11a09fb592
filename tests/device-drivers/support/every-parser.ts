import type { RegisteredDriver, RegisteredParser } from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';

/** Every parser of every registered device, named for a test's title. */
export const EVERY_PARSER: readonly (readonly [string, RegisteredParser, RegisteredDriver])[] =
  REGISTERED_DRIVERS.flatMap((device) =>
    device.parsers.map((parser) => [`${device.id}, ${parser.name}`, parser, device] as const),
  );
