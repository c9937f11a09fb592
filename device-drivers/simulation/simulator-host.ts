import { rename, rm, symlink } from 'node:fs/promises';
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import type { InstrumentAddress } from '../transport/create-transport.ts';
import { openPseudoTerminal } from '../transport/pseudo-terminal.ts';
import { isTransportError } from '../transport/transport-error.ts';
import type { HostedSimulator } from './hosted-simulator.ts';
import { openTcpOutlet } from './tcp-outlet.ts';

export interface SimulatorHostOptions {
  /** Called for each plugging-in, so that the device starts afresh as real ones do. */
  readonly create: (write: (bytes: Uint8Array) => void, unplug: () => void) => HostedSimulator;
  readonly prefer: 'pty' | 'tcp';
  /** A stable name for the pseudo-terminal, whose own path may change when plugged in again. Replaced if it exists. */
  readonly linkPath?: string;
  readonly clock?: Clock;
}

export interface SimulatorHost {
  /** The stable link path, the pseudo-terminal, or the TCP address. After `plugIn` it may differ, except with a link. */
  readonly address: Exclude<InstrumentAddress, { kind: 'serial' | 'camera' }>;
  /** Why TCP was taken although a pseudo-terminal was preferred, or null. */
  readonly fallbackReason: string | null;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

/** One way for bytes to reach a simulator; closing it is pulling the plug. */
interface Outlet {
  readonly address: SimulatorHost['address'];
  close(): Promise<void>;
}

/** Puts a simulated instrument behind a pseudo-terminal, or behind a loopback TCP port where there is none. */
export async function hostSimulator(options: SimulatorHostOptions): Promise<SimulatorHost> {
  let fallbackReason: string | null = null;
  const create: CreateSimulator = (write) => options.create(write, () => void unplug());
  const attempt = async (): Promise<Outlet> => {
    if (options.prefer === 'tcp' || fallbackReason !== null) return plugIntoTcp(create);
    try {
      return await plugIntoPseudoTerminal(options, create);
    } catch (error) {
      if (!isTransportError(error, 'transport/pseudo-terminal-unavailable')) throw error;
      fallbackReason = error.message;
      return plugIntoTcp(create);
    }
  };
  let outlet: Outlet | undefined;
  const unplug = async (): Promise<void> => {
    const closing = outlet;
    outlet = undefined;
    await closing?.close();
  };
  outlet = await attempt();
  let address = outlet.address;
  return {
    get address() {
      return address;
    },
    get fallbackReason() {
      return fallbackReason;
    },
    unplug,
    plugIn: async () => {
      if (outlet !== undefined) return;
      outlet = await attempt();
      address = outlet.address;
    },
    stop: async () => {
      await unplug();
      if (options.linkPath !== undefined) await rm(options.linkPath, { force: true });
    },
  };
}

type CreateSimulator = (write: (bytes: Uint8Array) => void) => HostedSimulator;

async function plugIntoPseudoTerminal(options: SimulatorHostOptions, create: CreateSimulator): Promise<Outlet> {
  let simulator: HostedSimulator | undefined;
  const terminal = await openPseudoTerminal((bytes) => simulator?.receive(bytes), options.clock ?? systemClock);
  simulator = create((bytes) => terminal.write(bytes));
  if (options.linkPath !== undefined) await pointLink(options.linkPath, terminal.path);
  return {
    address: { kind: 'pty', path: options.linkPath ?? terminal.path },
    close: async () => {
      simulator?.stop();
      await terminal.close();
      // A name that is gone tells a station "not there"; a dangling one would only tell it "no such file" later.
      if (options.linkPath !== undefined) await rm(options.linkPath, { force: true });
    },
  };
}

/** Renaming over the old link is atomic: a station that opens the name never finds it missing in between. */
async function pointLink(linkPath: string, target: string): Promise<void> {
  const fresh = `${linkPath}.new`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, linkPath);
}

async function plugIntoTcp(create: CreateSimulator): Promise<Outlet> {
  const outlet = await openTcpOutlet(create);
  return { address: { kind: 'tcp', host: outlet.host, port: outlet.port, simulated: true }, close: outlet.close };
}
