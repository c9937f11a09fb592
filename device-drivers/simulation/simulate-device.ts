/** A registered device with everything that can go wrong with it: its own faults, and those of any wire. */
import type { RegisteredDriver, SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from './hosted-simulator.ts';
import { createWire, isWireFault, WIRE_FAULTS } from './wire-faults.ts';

/** Fault name → what goes wrong. A device that plays a fault of this name itself does so in its own words. */
export function faultsOf(device: RegisteredDriver): Readonly<Record<string, string>> {
  const { 'wrong-checksum': wrongChecksum, ...rest } = WIRE_FAULTS;
  const wire = device.damageChecksum === undefined ? rest : { ...rest, 'wrong-checksum': wrongChecksum };
  return { ...wire, ...device.faults };
}

export interface SimulatedDeviceRequest extends SimulatorRequest {
  /** Pulls the plug, for the faults that do so. */
  readonly unplug: () => void;
}

export function simulateDevice(device: RegisteredDriver, request: SimulatedDeviceRequest): HostedSimulator {
  const faults = request.faults ?? [];
  const known = faultsOf(device);
  const onWire = faults.filter((name) => name in known && !Object.hasOwn(device.faults, name)).filter(isWireFault);
  const wire = createWire({
    faults: new Set(onWire),
    clock: request.clock,
    write: request.write,
    unplug: request.unplug,
    damage: device.damageChecksum ?? ((frame) => frame),
  });
  const simulator = device.createSimulator({ ...request, write: wire.send });
  return {
    receive(bytes) {
      wire.heardHost();
      simulator.receive(bytes);
    },
    stop() {
      // The plug is out: what the device says while it stops reaches nobody.
      wire.stop();
      simulator.stop();
    },
  };
}
