import type { InstrumentPort } from './instrument-port.ts';

/** A port as the system lists it. */
export interface ListedPort {
  /** `/dev/ttyUSB0`, another number after every re-plugging. */
  readonly node: string;
  /** `/dev/serial/by-id/…`. */
  readonly byId: string | undefined;
  readonly usb: Pick<InstrumentPort, 'vendorId' | 'productId' | 'manufacturer' | 'serialNumber'>;
}

/** Name → driver id, as the operator set it. */
export type PortAssignments = Readonly<Record<string, string>>;

/**
 * Gives each port a name of its own. Devices without serial numbers share one by-id name when two of a kind are plugged
 * in, and the link of that name leads to either of them: then only the socket tells them apart.
 * `places` is node → `/dev/serial/by-path/…`.
 */
export function nameSteadily(
  listed: readonly ListedPort[],
  places: ReadonlyMap<string, string>,
  kind: 'serial' | 'camera',
): InstrumentPort[] {
  return listed.map((port) => {
    const placePath = places.get(port.node);
    const sharedPath = sharedName(port, listed);
    const stablePath = (sharedPath === undefined ? port.byId : undefined) ?? placePath ?? port.node;
    return {
      address: { kind, path: stablePath },
      stablePath,
      ...(placePath === undefined ? {} : { placePath }),
      ...(sharedPath === undefined ? {} : { sharedPath }),
      ...port.usb,
    };
  });
}

/** Where the system shows the name of both it is the same; where it shows the link alone, one of the two has none. */
function sharedName(port: ListedPort, listed: readonly ListedPort[]): string | undefined {
  const twins = listed.filter((other) => other !== port && areTwins(port, other));
  return twins.length === 0 ? undefined : [port, ...twins].find(({ byId }) => byId !== undefined)?.byId;
}

function areTwins(a: ListedPort, b: ListedPort): boolean {
  if (a.byId !== undefined && b.byId !== undefined) return a.byId === b.byId;
  const { vendorId, productId, serialNumber } = a.usb;
  return (
    vendorId !== undefined &&
    vendorId === b.usb.vendorId &&
    productId === b.usb.productId &&
    serialNumber === b.usb.serialNumber
  );
}

/** Every name that a port may have been given a driver under, the most telling first. */
export function namesOf({ stablePath, placePath, sharedPath }: InstrumentPort): readonly string[] {
  return [placePath, stablePath, sharedPath].filter((name) => name !== undefined);
}

/** The driver that was assigned to a port. What was set for a socket outranks what was set for a device in any socket. */
export function assignmentOf(port: InstrumentPort, assignments: PortAssignments): string | undefined {
  const name = namesOf(port).find((candidate) => assignments[candidate] !== undefined);
  return name === undefined ? undefined : assignments[name];
}
