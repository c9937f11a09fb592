import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RegisteredDriver } from '../../../device-drivers/contract/registration.ts';
import { findDriver, REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import { holdPort } from '../../../device-drivers/simulation/hold-port.ts';
import { PULSE_KINDS, type PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import { PULSE_RHYTHMS, type PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import { faultsOf, simulateDevice } from '../../../device-drivers/simulation/simulate-device.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../../device-drivers/simulation/simulator-host.ts';
import { systemClock } from '../../domain/clock.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { fixtureSources } from '../fixture-sources.ts';
import { given, wholeNumber } from '../number-option.ts';
import { tellParent } from '../parent-messages.ts';
import { pictureSource, pulseSource, type SourceOptions } from '../simulated-sources.ts';
import { SOURCE_OPTIONS } from '../source-options.ts';
import { untilStopped } from '../until-stopped.ts';

const OPTIONS = {
  ...SOURCE_OPTIONS,
  pty: { type: 'boolean' },
  tcp: { type: 'boolean' },
  link: { type: 'string' },
  variant: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArgs>['values'];

const readArgs = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });

const isPulseKind = (name: string): name is PulseKind => Object.hasOwn(PULSE_KINDS, name);
const isPulseRhythm = (name: string): name is PulseRhythm => Object.hasOwn(PULSE_RHYTHMS, name);

/** The slowest and the fastest pulse that the generator is made for. */
const LOWEST_BPM = 25;
const HIGHEST_BPM = 200;

function bpmOption(text: string | undefined): number | undefined {
  const bpm = wholeNumber('bpm', text);
  if (bpm !== undefined && (bpm < LOWEST_BPM || bpm > HIGHEST_BPM))
    throw new UsageError(`--bpm takes ${LOWEST_BPM} to ${HIGHEST_BPM}`);
  return bpm;
}

function sourceOptions(values: Values): SourceOptions {
  const { kind = 'normal', rhythm = 'regular' } = values;
  if (!isPulseKind(kind)) throw new UsageError(`--kind takes ${Object.keys(PULSE_KINDS).join(', ')}`);
  if (!isPulseRhythm(rhythm)) throw new UsageError(`--rhythm takes ${Object.keys(PULSE_RHYTHMS).join(', ')}`);
  return {
    pulse: values.pulse,
    rateHz: values.rate === undefined ? undefined : Number(values.rate),
    column: values.column,
    tongue: values.tongue,
    underside: values.underside,
    face: values.face,
    kind,
    rhythm,
    bpm: bpmOption(values.bpm),
    seed: wholeNumber('seed', values.seed) ?? 1,
  };
}

/** Wakes nobody; a timer may be 24 days at the longest. */
const DAY_MS = 86_400_000;

const addressText = ({ address }: SimulatorHost): string =>
  address.kind === 'pty' ? address.path : `${address.host}:${address.port}`;

/** A station that was told the link finds the TCP address beside it where there is no pseudo-terminal. */
async function leaveAddress(host: SimulatorHost, link: string | undefined): Promise<void> {
  if (link === undefined) return;
  if (host.address.kind === 'tcp') await writeFile(`${link}.tcp`, addressText(host));
  else await rm(`${link}.tcp`, { force: true });
}

/** Every device with what can go wrong with it. */
function help(io: CommandIo): void {
  for (const device of REGISTERED_DRIVERS) {
    io.out(`${device.id}: ${device.title}`);
    for (const [name, what] of Object.entries(device.variants ?? {})) io.out(`  --variant ${name.padEnd(22)} ${what}`);
    for (const [name, what] of Object.entries(faultsOf(device))) io.out(`  --fault ${name.padEnd(24)} ${what}`);
  }
}

function checkedChoices(device: RegisteredDriver, { fault: faults = [], variant }: Values) {
  const known = faultsOf(device);
  const unknown = faults.find((fault) => !Object.hasOwn(known, fault));
  if (unknown !== undefined) {
    throw new CliError('cli/unknown-fault', `${unknown}; known: ${Object.keys(known).join(', ')}`);
  }
  const variants = device.variants ?? {};
  if (variant !== undefined && !Object.hasOwn(variants, variant)) {
    throw new UsageError(`--variant of ${device.id} takes ${Object.keys(variants).join(', ') || 'nothing'}`);
  }
  return { faults, variant };
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readArgs(args);
  if (values.help === true) {
    help(io);
    return EXIT.ok;
  }
  const id = positionals[0] ?? '';
  const device = findDriver(id);
  if (device === undefined) throw new CliError('cli/unknown-device', `there is no driver ${id}`);
  const { faults, variant } = checkedChoices(device, values);
  const stopped = untilStopped();
  const link = values.link === undefined ? undefined : resolve(values.link);
  const options = sourceOptions(values);
  const { pulse, pictures } =
    values.fixture === undefined
      ? { pulse: await pulseSource(options), pictures: await pictureSource(options) }
      : await fixtureSources(values.fixture);
  const person = { ...SIMULATED_PERSON, pulseRateBpm: options.bpm ?? SIMULATED_PERSON.pulseRateBpm };
  const shown = { pulse, pictures, person };
  const host = await hostSimulator({
    create: (write, unplug) =>
      simulateDevice(device, { ...shown, clock: systemClock, write, unplug, faults, ...given({ variant }) }),
    prefer: values.tcp === true ? 'tcp' : 'pty',
    ...given({ linkPath: link }),
  });
  await leaveAddress(host, link);
  const letGo = faults.includes('port-held') ? await holdPort(host.address) : null;
  io.out(`${device.title}, simulated, on ${addressText(host)}`);
  io.out(`pulse: ${pulse.description}`);
  if (device.role === 'instrument') io.out(`pictures: ${pictures.description}`);
  if (faults.length > 0) io.out(`faults: ${faults.join(', ')}`);
  if (host.fallbackReason !== null) io.out(`no pseudo-terminal (${host.fallbackReason}); TCP instead`);
  tellParent({ type: 'ready', part: 'instrument', address: addressText(host), note: host.fallbackReason });
  // A device that was unplugged holds nothing open that would keep its process alive.
  const hold = setInterval(() => undefined, DAY_MS);
  await stopped;
  clearInterval(hold);
  await letGo?.();
  await host.stop();
  return EXIT.ok;
}
