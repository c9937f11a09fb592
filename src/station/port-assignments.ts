import type { InstrumentPort } from '../../device-drivers/discovery/instrument-port.ts';
import { namesOf } from '../../device-drivers/discovery/port-names.ts';
import type { Settings } from '../records/settings.ts';

/** In place of a driver id: this port is left alone. */
export const NO_DRIVER = 'none';

/** In place of a driver id: go by the USB ids again. */
export const AUTOMATIC = 'automatic';

const SETTING = 'port-assignments';

/** Stable path → driver id or `none`, as staff set it. */
export interface PortAssignments {
  all(): Readonly<Record<string, string>>;
  /** What was set before holds no longer, under whichever of its names the port had it; a name that is shared keeps its own. */
  set(port: InstrumentPort, driver: string): Promise<void>;
}

/** Kept in the station's settings, so that they hold after a restart. */
export async function openPortAssignments(settings: Settings): Promise<PortAssignments> {
  const stored = await settings.get(SETTING);
  let assignments: Readonly<Record<string, string>> =
    stored === null ? {} : (JSON.parse(stored) as Record<string, string>);
  return {
    all: () => assignments,
    async set(port, driver) {
      const isAutomatic = driver === AUTOMATIC;
      const outdated = namesOf(port).filter((name) => isAutomatic || name !== port.sharedPath);
      const others = Object.fromEntries(Object.entries(assignments).filter(([name]) => !outdated.includes(name)));
      assignments = isAutomatic ? others : { ...others, [port.stablePath]: driver };
      await settings.set(SETTING, JSON.stringify(assignments));
    },
  };
}
