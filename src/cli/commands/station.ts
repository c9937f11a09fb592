import { parseArgs } from 'node:util';
import { DEFAULT_HOLD_MS, DEFAULT_SETTLE_MS } from '../../acquisition/pulse-plan.ts';
import { loadStationConfig } from '../../config/load-config.ts';
import { isSizhenError } from '../../domain/sizhen-error.ts';
import { startStation } from '../../station/start-station.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { given, wholeNumber } from '../number-option.ts';
import { type EnrolMessage, tellParent } from '../parent-messages.ts';
import { MODELS_DIR, PAGES_DIR } from '../project-paths.ts';
import { simulatedPort } from '../simulated-port.ts';
import { softwareVersion } from '../software-version.ts';
import { untilStopped } from '../until-stopped.ts';

const OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string' },
  instrument: { type: 'string' },
  device: { type: 'string', multiple: true },
  county: { type: 'string' },
  clinic: { type: 'string' },
  enrol: { type: 'string' },
  demonstration: { type: 'boolean' },
  'pulse-settle-ms': { type: 'string' },
  'pulse-hold-ms': { type: 'string' },
  'no-open': { type: 'boolean' },
} as const;

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const stopped = untilStopped();
  const station = await startStation({
    config: loadStationConfig(
      given({
        dataDir: values.data,
        port: wholeNumber('port', values.port),
        countyUrl: values.county,
        clinicName: values.clinic,
        demonstration: values.demonstration,
      }),
    ),
    instrument: values.instrument ?? 'auto',
    simulatedDevices: (values.device ?? []).map(simulatedPort),
    modelsDir: MODELS_DIR,
    pagesDir: PAGES_DIR,
    softwareVersion: softwareVersion(),
    pulse: {
      settleMs: wholeNumber('pulse-settle-ms', values['pulse-settle-ms']) ?? DEFAULT_SETTLE_MS,
      holdMs: wholeNumber('pulse-hold-ms', values['pulse-hold-ms']) ?? DEFAULT_HOLD_MS,
    },
  });
  const enrol = (code: string): Promise<void> =>
    station.enrol(code).catch((error: unknown) => {
      if (!isSizhenError(error)) throw error;
      io.err(`${error.code}: ${error.message}`);
    });
  process.on('message', (message: EnrolMessage) => void enrol(message.code));
  if (values.enrol !== undefined) await enrol(values.enrol);
  io.out(`station ${station.stationId} ${station.url}`);
  tellParent({
    type: 'ready',
    part: 'station',
    url: station.url,
    credentials: station.firstCredentials,
    notes: station.notes,
  });
  await stopped;
  await station.close();
  return EXIT.ok;
}
