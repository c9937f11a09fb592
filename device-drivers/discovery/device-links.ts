import { readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Device node → its name in a folder of links, as `/dev/serial/by-id`; of several names the first. */
export async function readDeviceLinks(
  root: string,
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  const names = await readdir(join(root, folder)).catch(() => []);
  for (const name of names.filter(isWanted).sort()) {
    const target = await readlink(join(root, folder, name)).catch(() => undefined);
    const node = target === undefined ? undefined : `/dev/${basename(target)}`;
    if (node !== undefined && !links.has(node)) links.set(node, join(folder, name));
  }
  return links;
}
