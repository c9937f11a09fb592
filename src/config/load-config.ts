import { resolve } from 'node:path';
import { type Static, type TObject, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ConfigError } from './config-error.ts';

const Nullable = <T extends ReturnType<typeof Type.String>>(type: T) => Type.Union([type, Type.Null()]);
const HttpUrl = Type.String({ pattern: '^https?://[^\\s/]+' });
const PostgresUrl = Type.String({ pattern: '^postgres(ql)?://' });
/** 0 lets the system choose a free port. */
const Port = Type.Integer({ minimum: 0, maximum: 65_535 });
const Text = Type.String({ minLength: 1, maxLength: 200 });
/** Stands in audit entries and in addresses. */
const StationId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });

/** r below 1 and an SD above 0. */
const OneRetest = '[a-z0-9-]+=(0*[1-9]\\d*(\\.\\d+)?|0*\\.\\d*[1-9]\\d*)/0?\\.\\d+';
const Retests = Type.String({ pattern: `^${OneRetest}(,${OneRetest})*$` });

const StationConfigSchema = Type.Object({
  /** Absolute after loading. */
  dataDir: Text,
  host: Text,
  port: Port,
  clinicName: Text,
  /** Null: the station keeps the id it made for itself on the first start. */
  stationId: Nullable(StationId),
  countyUrl: Nullable(HttpUrl),
  passphraseFile: Nullable(Text),
  demonstration: Type.Boolean(),
  /** False: models under research terms are left out, and their labels with them. */
  researchModels: Type.Boolean(),
  /** Retest reliability by questionnaire, `gbt46939-2025=16/0.78`: SD in points and r; commas between several. Null: unknown. */
  retest: Nullable(Retests),
  /**
   * Area over which the pulse sensor's pressure acts, mm²; 0: unknown. It turns the wave into the grams-force at which
   * angles of the pulse wave and heights of 滑 are published.
   */
  pulseSensorAreaMm2: Type.Integer({ minimum: 0, maximum: 10_000 }),
});

const CountyConfigSchema = Type.Object({
  dataDir: Text,
  host: Text,
  port: Port,
  countyName: Text,
  /** Null: an encrypted SQLite file in `dataDir`. */
  postgresUrl: Nullable(PostgresUrl),
  passphraseFile: Nullable(Text),
  demonstration: Type.Boolean(),
});

export type StationConfig = Readonly<Static<typeof StationConfigSchema>>;
export type CountyConfig = Readonly<Static<typeof CountyConfigSchema>>;
export type Environment = Readonly<Record<string, string | undefined>>;

const STATION_DEFAULTS: StationConfig = {
  dataDir: 'data/station',
  host: '127.0.0.1',
  port: 4780,
  clinicName: '示范卫生室',
  stationId: null,
  countyUrl: null,
  passphraseFile: null,
  demonstration: false,
  researchModels: true,
  retest: null,
  pulseSensorAreaMm2: 0,
};

const COUNTY_DEFAULTS: CountyConfig = {
  dataDir: 'data/county',
  host: '127.0.0.1',
  port: 4790,
  countyName: '示范县中医院',
  postgresUrl: null,
  passphraseFile: null,
  demonstration: false,
};

/** Environment variable of each setting. */
const VARIABLES = {
  dataDir: 'DATA_DIR',
  host: 'HOST',
  port: 'PORT',
  clinicName: 'CLINIC_NAME',
  stationId: 'STATION_ID',
  countyUrl: 'COUNTY_URL',
  countyName: 'COUNTY_NAME',
  postgresUrl: 'POSTGRES_URL',
  passphraseFile: 'PASSPHRASE_FILE',
  demonstration: 'DEMONSTRATION',
  researchModels: 'RESEARCH_MODELS',
  retest: 'RETEST',
  pulseSensorAreaMm2: 'PULSE_SENSOR_AREA_MM2',
} as const;

/**
 * Overrides (the command line) stand before `SIZHEN_STATION_…`, `SIZHEN_…` and the defaults. The result is checked,
 * frozen and has absolute paths. Throws `config/invalid`.
 */
export function loadStationConfig(
  overrides: Partial<StationConfig> = {},
  environment: Environment = process.env,
): StationConfig {
  return load(StationConfigSchema, STATION_DEFAULTS, 'STATION', overrides, environment);
}

/** As `loadStationConfig`, with `SIZHEN_COUNTY_…`. */
export function loadCountyConfig(
  overrides: Partial<CountyConfig> = {},
  environment: Environment = process.env,
): CountyConfig {
  return load(CountyConfigSchema, COUNTY_DEFAULTS, 'COUNTY', overrides, environment);
}

type AnyConfig = StationConfig | CountyConfig;

function load<T extends AnyConfig>(
  schema: TObject,
  defaults: T,
  server: 'STATION' | 'COUNTY',
  overrides: Partial<T>,
  environment: Environment,
): T {
  const config: Record<string, unknown> = { ...defaults };
  for (const setting of Object.keys(defaults) as (keyof T & keyof typeof VARIABLES)[]) {
    const name = VARIABLES[setting];
    const text = environment[`SIZHEN_${server}_${name}`] ?? environment[`SIZHEN_${name}`];
    if (text !== undefined && text !== '') config[setting] = parse(text, typeof defaults[setting]);
    if (overrides[setting] !== undefined) config[setting] = overrides[setting];
  }
  requireValid(schema, config);
  const { dataDir, passphraseFile } = config as AnyConfig;
  const paths = { dataDir: resolve(dataDir), passphraseFile: passphraseFile === null ? null : resolve(passphraseFile) };
  return Object.freeze({ ...config, ...paths }) as T;
}

/** What does not parse is kept as text and fails the check, which names the setting. */
function parse(text: string, type: string): unknown {
  if (type === 'number' && /^\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(1|true|0|false)$/.test(text)) return text === '1' || text === 'true';
  return text;
}

function requireValid(schema: TObject, config: unknown): void {
  const errors = Value.Errors(schema, config);
  const settings = [...new Set(errors.map((error) => error.instancePath.slice(1)))].sort();
  if (settings.length === 0) return;
  throw new ConfigError('config/invalid', `These settings have impossible values: ${settings.join(', ')}`, {
    settings,
  });
}
