import type { BeatQuality } from '../../domain/finding.ts';
import { beatQualityRows, beatQualityText } from './beat-quality-text.ts';
import { codeIn, concept, ownCode, required } from './elements.ts';
import { unitOf } from './finding-units.ts';
import { tableRows, tableText } from './number-table.ts';
import { spreadFromText, spreadText } from './parameter-spread-text.ts';
import { sampledDataFrom, samplesOf } from './sampled-data.ts';
import type { ObservationComponent } from './schema.ts';
import { SYSTEMS } from './systems.ts';

/**
 * A finding as Observation components: one per value, its code the path of the value (`tongue.body.lab.l`). Two shapes are
 * kept whole: waves become SampledData and lists of points or beats one table each. Null becomes dataAbsentReason.
 */
export type FindingTree = Readonly<Record<string, unknown>>;

/** Paths of waves, with the path of their sampling rate. */
const WAVES: Readonly<Record<string, string>> = {
  'excerpt.samplesPa': 'excerpt.sampleRateHz',
  'analysis.meanBeatSamples': 'analysis.rateHz',
};
/** Each channel's mean beat, with its rate beside it. */
const CHANNEL_WAVE = /^(channels\.\d+\.)meanBeatSamples$/;
/** Parameters of each channel: one text instead of fifty components. */
const CHANNEL_SPREAD = /^channels\.\d+\.spread$/;
const BEAT_QUALITY = 'analysis.beatQuality';
const TABLES: ReadonlySet<string> = new Set(['analysis.beats']);
const POINTS = /^(tongue\.outline|edge\.marks|(cracks\.lines|veins)\.\d+\.line)$/;
/** Lists and maps that may be empty: no component stands for them, so a reader fills them in. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'quality.reasons',
  'analysis.quality.reasons',
  'analysis.qualities',
  'cracks.lines',
  'edge.marks',
]);

export function componentsFrom(prefix: string, finding: FindingTree): ObservationComponent[] {
  return walk(finding, [], finding).map(([path, value]) => ({ code: ownCode(`${prefix}.${path}`), ...value }));
}

type ComponentValue = Omit<ObservationComponent, 'code'>;
type Leaf = readonly [path: string, value: ComponentValue];

function walk(value: unknown, path: readonly string[], root: FindingTree): Leaf[] {
  const name = path.join('.');
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const whole = wholeList(name, value, root);
    if (whole !== null) return [[name, whole]];
  }
  if (typeof value === 'object' && value !== null) {
    if (CHANNEL_SPREAD.test(name)) return [[name, { valueString: spreadText(value) }]];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key], root));
  }
  return [[name, scalar(name, value)]];
}

function wholeList(name: string, list: readonly unknown[], root: FindingTree): ComponentValue | null {
  if (name === BEAT_QUALITY) return { valueString: beatQualityText(list as readonly BeatQuality[]) };
  const ratePath = WAVES[name] ?? (CHANNEL_WAVE.test(name) ? name.replace(CHANNEL_WAVE, '$1rateHz') : undefined);
  if (ratePath !== undefined) {
    return { valueSampledData: sampledDataFrom(list as readonly number[], Number(valueAt(root, ratePath))) };
  }
  if (TABLES.has(name)) return { valueString: tableText(list as readonly object[]) };
  if (POINTS.test(name)) {
    return { valueString: tableText((list as readonly (readonly [number, number])[]).map(([x, y]) => ({ x, y }))) };
  }
  return null;
}

function scalar(path: string, value: unknown): ComponentValue {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const unit = unitOf(path);
    return { valueQuantity: { value, system: SYSTEMS.ucum, code: unit } };
  }
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'string' && value.trim() !== '') return { valueString: value };
  return { dataAbsentReason: concept(SYSTEMS.dataAbsentReason, 'unknown') };
}

function valueAt(root: FindingTree, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], root);
}

/** The finding back from its components. Throws `exchange/bundle-unreadable`. */
export function findingFrom(prefix: string, components: readonly ObservationComponent[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const component of components) {
    const code = required(codeIn(SYSTEMS.code, component.code), 'a component code');
    if (!code.startsWith(`${prefix}.`)) continue;
    const path = code.slice(prefix.length + 1);
    put(root, path.split('.'), readValue(path, component));
  }
  return root;
}

/** Puts empty lists where a finding may have them and no component spoke of one. */
export function fillEmptyLists(finding: Record<string, unknown>, extra: readonly string[] = []): void {
  for (const path of [...MAY_BE_EMPTY, ...listsOfChannels(finding), ...extra]) {
    const keys = path.split('.');
    const parent = valueAt(finding, keys.slice(0, -1).join('.'));
    if (typeof parent === 'object' && parent !== null && !((keys.at(-1) ?? '') in parent)) put(finding, keys, []);
  }
}

function listsOfChannels({ channels, pressureCurves }: Record<string, unknown>): string[] {
  const indexes = (list: unknown) => (Array.isArray(list) ? [...list.keys()] : []);
  return [
    ...indexes(channels).flatMap((i) => [`channels.${i}.quality.reasons`, `channels.${i}.meanBeatSamples`]),
    ...indexes(pressureCurves).map((i) => `pressureCurves.${i}.points`),
  ];
}

function put(root: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  let node: Record<string, unknown> = root;
  keys.forEach((key, index) => {
    if (index === keys.length - 1) node[key] = value;
    else {
      node[key] ??= /^\d+$/.test(keys[index + 1] ?? '') ? [] : {};
      node = node[key] as Record<string, unknown>;
    }
  });
}

function readValue(path: string, component: ObservationComponent): unknown {
  if (component.dataAbsentReason !== undefined) return null;
  if (component.valueSampledData !== undefined) return samplesOf(component.valueSampledData);
  if (component.valueString !== undefined) return readText(path, component.valueString);
  return component.valueQuantity?.value ?? required(component.valueBoolean, `a value of ${path}`);
}

function readText(path: string, text: string): unknown {
  if (path === BEAT_QUALITY) return beatQualityRows(text);
  if (CHANNEL_SPREAD.test(path)) return spreadFromText(text);
  if (TABLES.has(path)) return tableRows(text);
  return POINTS.test(path) ? tableRows(text).map(({ x, y }) => [x, y]) : text;
}
