import type { Settings } from '../records/settings.ts';

/** In place of a driver id: this port is left alone. */
export const NO_DRIVER = 'none';

/** In place of a driver id: go by the USB ids again. */
export const AUTOMATIC = 'automatic';

const SETTING = 'port-assignments';

/** Stable path → driver id or `none`, as staff set it. */
export interface PortAssignments {
  all(): Readonly<Record<string, string>>;
  set(stablePath: string, driver: string): Promise<void>;
}

/** Kept in the station's settings, so that they hold after a restart. */
export async function openPortAssignments(settings: Settings): Promise<PortAssignments> {
  const stored = await settings.get(SETTING);
  let assignments: Readonly<Record<string, string>> =
    stored === null ? {} : (JSON.parse(stored) as Record<string, string>);
  return {
    all: () => assignments,
    async set(stablePath, driver) {
      const { [stablePath]: _before, ...others } = assignments;
      assignments = driver === AUTOMATIC ? others : { ...others, [stablePath]: driver };
      await settings.set(SETTING, JSON.stringify(assignments));
    },
  };
}
