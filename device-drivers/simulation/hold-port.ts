import { line8N1 } from '../contract/serial-line.ts';
import { createTransport, type InstrumentAddress } from '../transport/create-transport.ts';

/** Opens the port as another program would, so that nobody else can. Returns how to let it go. */
export async function holdPort(address: InstrumentAddress): Promise<() => Promise<void>> {
  const holder = createTransport(address, line8N1(9600));
  await holder.open({ onBytes: () => undefined, onClosed: () => undefined });
  return () => holder.close();
}
