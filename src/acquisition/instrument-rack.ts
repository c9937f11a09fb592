import type { InstrumentPart } from '../../device-drivers/contract/instrument-driver.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { InstrumentStatus } from '../domain/station-api.ts';
import { AcquisitionError } from './acquisition-error.ts';
import type { InstrumentSupervisor } from './instrument-supervisor.ts';

/** Several instruments that together capture the parts of a visit: one integrated, or a pulse instrument and cameras. */
export interface InstrumentRack extends InstrumentSupervisor {
  /**
   * Takes part from now on; the returned function takes it out again. A `preferred` one is asked before the main
   * instrument, any other only where the main instrument is away or does not capture the part.
   */
  add(supervisor: InstrumentSupervisor, preferred: boolean): () => void;
  /** What captures a part now; null while nothing that does is there. */
  identityOf(part: InstrumentPart): InstrumentIdentity | null;
}

/**
 * A rack around the station's main instrument. Each capture is taken from an instrument that offers its part: one that is
 * there before one that is not, in the order preferred, main, others. The status shown is the main instrument's unless it
 * is away and another is there.
 */
export function createInstrumentRack(main: InstrumentSupervisor): InstrumentRack {
  const added = new Map<InstrumentSupervisor, { readonly preferred: boolean; readonly stopListening: () => void }>();
  const listeners = new Set<(status: InstrumentStatus) => void>();
  const those = (preferred: boolean): readonly InstrumentSupervisor[] =>
    [...added].filter(([, one]) => one.preferred === preferred).map(([supervisor]) => supervisor);
  const all = (): readonly InstrumentSupervisor[] => [...those(true), main, ...those(false)];
  const shown = (): InstrumentSupervisor => (isThere(main) ? main : (all().find(isThere) ?? main));
  const publish = (): void => {
    for (const listener of listeners) listener(shown().status);
  };
  const stopListening = main.onStatus(publish);

  return {
    get parts() {
      return [...new Set(all().flatMap(({ parts }) => parts))];
    },
    get status() {
      return shown().status;
    },
    get link() {
      return shown().link;
    },
    start: () => main.start(),
    identityOf(part) {
      const status = all().find((one) => one.parts.includes(part) && isThere(one))?.status;
      return status !== undefined && 'identity' in status ? status.identity : null;
    },
    retry: () => main.retry(),
    async ready(part) {
      const offering = all().filter(({ parts }) => parts.includes(part));
      const chosen = offering.find(isThere) ?? offering[0];
      if (chosen === undefined) {
        throw new AcquisitionError('acquisition/instrument-unavailable', 'no instrument captures this part', { part });
      }
      return chosen.ready(part);
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(supervisor, preferred) {
      added.set(supervisor, { preferred, stopListening: supervisor.onStatus(publish) });
      publish();
      return () => {
        added.get(supervisor)?.stopListening();
        added.delete(supervisor);
        publish();
      };
    },
    async stop() {
      stopListening();
      await Promise.all(all().map((supervisor) => supervisor.stop()));
    },
  };
}

const isThere = ({ status }: { readonly status: InstrumentStatus }): boolean =>
  status.kind === 'ready' || status.kind === 'busy';

/** The part of a visit that a kind of capture is. */
export function partOf(kind: InstrumentPart | 'pulse-left' | 'pulse-right'): InstrumentPart {
  return kind === 'pulse-left' || kind === 'pulse-right' ? 'pulse' : kind;
}
