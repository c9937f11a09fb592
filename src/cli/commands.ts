import type { Command } from './command.ts';

/** Every command, in the order of the help page. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'demo',
    usage: 'demo [--port N] [--county-port N] [--data DIR] [--no-open] [--quick-pulse] [options of simulate]',
    summary: 'a station, a county server and a simulated instrument (what `npm start` runs)',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'station',
    usage: 'station [--port N] [--data DIR] [--instrument ADDRESS] [--county URL] [--clinic NAME] [--enrol CODE]',
    summary: 'the station; ADDRESS is auto, serial:PATH, tcp:HOST:PORT, replay:DIR or none',
    load: () => import('./commands/station.ts'),
  },
  {
    name: 'county',
    usage: 'county [--port N] [--data DIR] | county enrol-code --clinic NAME [--data DIR]',
    summary: 'the county server; or a one-time code that enrols a station',
    load: () => import('./commands/county.ts'),
  },
  {
    name: 'account',
    usage: 'account --role doctor|administrator|reviewer --name NAME --display TEXT [--county] [--data DIR]',
    summary: 'creates a staff account and prints its first password once',
    load: () => import('./commands/account.ts'),
  },
  {
    name: 'devices',
    usage: 'devices [--json] | devices download PORT [--json]',
    summary:
      'ports seen, the driver that matches each, and why; or what a CONTEC oximeter has stored (earlier protocol)',
    load: () => import('./commands/devices.ts'),
  },
  {
    name: 'simulate',
    usage:
      'simulate DEVICE [--pulse FILE --rate HZ] [--tongue FILE] [--underside FILE] [--face FILE] [--fixture DIR] ' +
      '[--kind NAME] [--rhythm NAME] [--bpm N] [--seed N] [--fault NAME]... [--variant NAME] ' +
      '[--pty | --tcp] [--link PATH] | simulate --help',
    summary: 'a device on a pseudo-terminal, speaking its real protocol',
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'record',
    usage: 'record PORT DIR [--driver ID] [--hold SECONDS]',
    summary: 'a transcript of a real device through one visit',
    load: () => import('./commands/record.ts'),
  },
  {
    name: 'replay',
    usage: 'replay DIR [--speed recorded|full|recut] [--seed N] [--answers FILE] [--json]',
    summary: 'the same bytes through the normal driver, a whole visit and its receipt, without a browser',
    load: () => import('./commands/replay.ts'),
  },
  {
    name: 'analyze',
    usage:
      'analyze pulse FILE... --rate HZ [--grams-per-unit N] --json | analyze tongue FILE... [--mask-dir DIR] [--annotated-dir DIR] [--chart FILE] --json | analyze face FILE... [--chart FILE] --json',
    summary: 'analysis of files, one JSON object each',
    load: () => import('./commands/analyze.ts'),
  },
  {
    name: 'score',
    usage: 'score QUESTIONNAIRE ANSWERS.json... [--pack FILE --publisher KEY.pem] [--json]',
    summary: 'scores answer sheets by the standard',
    load: () => import('./commands/score.ts'),
  },
  {
    name: 'pack',
    usage:
      'pack check FILE... --publisher KEY.pem | sign FILE --key KEY.pem | trust KEY.pem | load FILE... | list | remove ID VERSION [--data DIR] [--json]',
    summary: 'licensed questionnaires of a station: signed, versioned, refused when damaged',
    load: () => import('./commands/pack.ts'),
  },
  {
    name: 'models',
    usage: 'models [--no-research-models] [--json]',
    summary: 'every model with version, checksum and whether it passed its own check',
    load: () => import('./commands/models.ts'),
  },
  {
    name: 'fhir',
    usage: 'fhir VISIT [--data DIR]',
    summary: "the visit's FHIR R4 Bundle",
    load: () => import('./commands/fhir.ts'),
  },
  {
    name: 'export',
    usage: 'export [--data DIR] [--county]',
    summary: 'every complete visit as one Bundle a line',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'import',
    usage: 'import FILE [--data DIR] [--county]',
    summary: 'takes in what `export` wrote; pictures and recordings travel in a backup, not here',
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'backup',
    usage: 'backup FILE [--data DIR] [--county]',
    summary: 'a consistent encrypted copy',
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    usage: 'restore FILE [--data DIR] [--county]',
    summary: 'puts a copy back into an empty data directory',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'verify',
    usage: 'verify [FILE] [--data DIR] [--county] [--json]',
    summary: 'proof that a database or a copy opens and is whole',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'bench',
    usage: 'bench [--json] [--minutes N] [NAME...]',
    summary: 'every benchmark, as ratios with its baseline in the same run',
    load: () => import('./commands/bench.ts'),
  },
];
