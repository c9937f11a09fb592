import type { InstrumentRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { drawReference } from '../simulation/reference-phantom.ts';
import { createSizhenLineReplayAdapter } from '../transport/sizhen-line-replay-adapter.ts';
import { createSizhenLineDriver, SIZHEN_LINE_DRIVER_ID, SIZHEN_LINE_PARTS } from './driver.ts';
import { damageLine, sizhenLineParser } from './registered-lines.ts';
import { createSizhenLineSimulator } from './simulator.ts';
import { SIZHEN_LINE_FAULTS } from './simulator-faults.ts';

const isSizhenLineFault = (name: string): name is keyof typeof SIZHEN_LINE_FAULTS =>
  Object.hasOwn(SIZHEN_LINE_FAULTS, name);

export const sizhenLine: InstrumentRegistration = {
  id: SIZHEN_LINE_DRIVER_ID,
  role: 'instrument',
  parts: SIZHEN_LINE_PARTS,
  title: 'Open line protocol (sizhen-line)',
  // pid.codes 1209:0001 is the test id for devices without an id of their own, so the maker's word decides.
  fingerprints: [
    { vendorId: '1209', productId: '0001', manufacturer: /sizhen/i, product: 'Sizhen instrument', specific: true },
    { vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false },
    { vendorId: '1a86', productId: '7523', product: 'CH340 converter', specific: false },
    { vendorId: '0403', productId: '6001', product: 'FT232R converter', specific: false },
  ],
  line: line8N1(921_600),
  faults: SIZHEN_LINE_FAULTS,
  parsers: [sizhenLineParser],
  damageChecksum: damageLine,
  createDriver: createSizhenLineDriver,
  createSimulator: (request) =>
    createSizhenLineSimulator({
      ...request,
      reference: drawReference,
      faults: (request.faults ?? []).filter(isSizhenLineFault),
    }),
  createReplayAdapter: createSizhenLineReplayAdapter,
};
