export { createSizhenLineDriver, SIZHEN_LINE_DRIVER_ID } from './driver.ts';
export { createSizhenLineSimulator, type SizhenLineSimulator } from './simulator.ts';
export { SIZHEN_LINE_FAULTS, type SizhenLineFault } from './simulator-faults.ts';
