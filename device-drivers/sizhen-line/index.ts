export { createSizhenLineDriver, SIZHEN_LINE_DRIVER_ID, type SizhenLineDriverOptions } from './driver.ts';
export { createSizhenLineSimulator, type SizhenLineSimulator, type SizhenLineSimulatorOptions } from './simulator.ts';
export { SIZHEN_LINE_FAULTS, type SizhenLineFault } from './simulator-faults.ts';
