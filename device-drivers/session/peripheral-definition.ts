/** What a driver folder fills in to become a peripheral; `create-peripheral.ts` does the rest. */
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { PeripheralReading, PeripheralRole } from '../contract/peripheral-driver.ts';
import type { Conversation } from './conversation.ts';
import type { CreateParser } from './framed.ts';
import type { KeepAlive } from './keep-alive.ts';

/** What a device says of itself; empty text where it says nothing. */
export type DeviceGreeting = Omit<InstrumentIdentity, 'driverId' | 'nature'> & {
  /** The device itself says that what it sends is simulated. */
  readonly simulated?: boolean;
};

export interface PeripheralDefinition<M> {
  readonly id: string;
  readonly role: PeripheralRole;
  readonly createParser: CreateParser<M>;
  /** How long without a message a device is still thought alive, and from when on; null where it speaks only when asked. */
  readonly silence: { readonly limitMs: number; readonly from: 'connected' | 'running' } | null;
  /** Sent from the handshake on for as long as the link lives. */
  readonly keepAlive?: KeepAlive;
  /** The handshake. Rejecting gives the connection up. */
  greet(talk: Conversation<M>): Promise<DeviceGreeting>;
  /** The activity. Without an end of its own it returns `talk.ended`. */
  run(talk: Conversation<M>, onReading: (reading: PeripheralReading) => void): Promise<void>;
  /** Makes the device let go after every activity whose link lives: stop, release. It has 900 ms. */
  quieten?(talk: Conversation<M>): Promise<void>;
  /** Last words of a link that ends, however it ends. */
  readonly farewell?: () => Uint8Array | null;
}
