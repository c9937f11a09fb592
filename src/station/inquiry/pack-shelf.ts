import type { QuestionnaireId } from '../../domain/questionnaire.ts';
import type { PackRow } from '../../domain/station-api.ts';
import { type FiveStatePack, readFiveStatePack } from '../../inquiry/five-state-pack.ts';
import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { openSignedPack } from '../../inquiry/signed-pack.ts';
import { readWordingPack, type WordingPack } from '../../inquiry/wording-pack.ts';
import type { Packs, StoredPack } from '../../records/packs.ts';
import type { Settings } from '../../records/settings.ts';

export type OpenedPack =
  | { readonly id: 'ccmq-60'; readonly pack: WordingPack }
  | { readonly id: 'five-state-licensed'; readonly pack: FiveStatePack };

/** Setting that holds the publishers' public keys as a JSON list of PEM texts; only the command line writes it. */
export const PACK_PUBLISHERS = 'pack-publishers';

/** The licensed packs of this station. What is damaged, unsigned or past its licence is never used. */
export interface PackShelf {
  /** Checks a pack file and keeps it. Throws `InquiryError`: `inquiry/invalid-pack`, `inquiry/pack-signature`, … */
  load(file: string, loadedBy: string | null): Promise<PackRow>;
  list(): Promise<readonly PackRow[]>;
  remove(id: string, version: string): Promise<boolean>;
  /** The usable pack of a questionnaire that was loaded last, or null. */
  find<Id extends OpenedPack['id']>(id: Id): Promise<Extract<OpenedPack, { id: Id }>['pack'] | null>;
  ids(): Promise<ReadonlySet<QuestionnaireId>>;
}

export interface PackShelfOptions {
  readonly packs: Packs;
  readonly settings: Settings;
  /** ISO date. */
  readonly today: () => string;
}

export async function packPublishers(settings: Settings): Promise<readonly string[]> {
  return JSON.parse((await settings.get(PACK_PUBLISHERS)) ?? '[]') as readonly string[];
}

export function createPackShelf({ packs, settings, today }: PackShelfOptions): PackShelf {
  const open = async (file: string): Promise<OpenedPack> =>
    readPack(openSignedPack(file, await packPublishers(settings)), today());
  const rows = async (): Promise<readonly (PackRow & { readonly opened: OpenedPack | null })[]> =>
    Promise.all((await packs.list()).map(async (stored) => row(stored, await tryOpen(open, stored.file))));
  const usable = async () => (await rows()).flatMap(({ opened }) => (opened === null ? [] : [opened]));
  return {
    async load(file, loadedBy) {
      const opened = await open(file);
      const { version } = opened.pack;
      await packs.add({ id: opened.id, version, loadedBy, file });
      const loaded = (await rows()).find((one) => one.id === opened.id && one.version === version);
      if (loaded === undefined) throw new InquiryError('inquiry/invalid-pack', 'the pack was not kept');
      return published(loaded);
    },
    list: async () => (await rows()).map(published),
    remove: (id, version) => packs.remove(id, version),
    async find(id) {
      const found = (await usable()).find((opened) => opened.id === id);
      return (found?.pack ?? null) as never;
    },
    ids: async () => new Set((await usable()).map(({ id }) => id)),
  };
}

/** The content of an opened pack, by its kind. Throws `inquiry/invalid-pack`, `inquiry/licence-ended`. */
export function readPack(payload: unknown, today: string): OpenedPack {
  const kind = (payload as { kind?: unknown } | null)?.kind;
  return kind === 'five-state-licensed'
    ? { id: 'five-state-licensed', pack: readFiveStatePack(payload, today) }
    : { id: 'ccmq-60', pack: readWordingPack(payload, today) };
}

async function tryOpen(
  open: (file: string) => Promise<OpenedPack>,
  file: string,
): Promise<{ readonly opened: OpenedPack } | { readonly code: string }> {
  try {
    return { opened: await open(file) };
  } catch (error) {
    if (error instanceof InquiryError) return { code: error.code };
    throw error;
  }
}

function row(
  { id, version, loadedAt }: StoredPack,
  outcome: { readonly opened: OpenedPack } | { readonly code: string },
): PackRow & { readonly opened: OpenedPack | null } {
  const opened = 'opened' in outcome ? outcome.opened : null;
  const licence = opened?.pack.licence ?? null;
  return { id, version, loadedAt, licence, problem: 'code' in outcome ? outcome.code : null, opened };
}

function published({ opened: _opened, ...pack }: PackRow & { readonly opened: OpenedPack | null }): PackRow {
  return pack;
}
