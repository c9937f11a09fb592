import type { InstrumentAddress } from '../transport/create-transport.ts';

/** A place where an instrument may be. Unknown fields are absent, never guessed. */
export interface InstrumentPort {
  readonly address: InstrumentAddress;
  /**
   * Stable across re-plugging where the system offers one: `/dev/serial/by-id/…`, or where two devices share that name
   * `/dev/serial/by-path/…`. Open this, never `ttyUSB0`.
   */
  readonly stablePath: string;
  /** The name of the socket it is plugged into: `/dev/serial/by-path/…`. */
  readonly placePath?: string;
  /** The by-id name that another port has as well: two devices of one kind without serial numbers. */
  readonly sharedPath?: string;
  readonly vendorId?: string;
  readonly productId?: string;
  readonly manufacturer?: string;
  readonly serialNumber?: string;
  /** Set for a simulator that says which driver it needs. */
  readonly simulates?: string;
}
