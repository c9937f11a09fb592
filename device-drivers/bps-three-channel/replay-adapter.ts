import type { ReplayAdapter, ReplayCommand } from '../transport/replay-adapter.ts';
import { createBridgeParser } from './frame-parser.ts';
import { decodeHostPayload, encodeHostMessage, type HostMessage } from './messages.ts';

/** Reading the status is driven by the clock and is no command; everything else is. */
export function createBpsReplayAdapter(): ReplayAdapter {
  let found: ReplayCommand[] = [];
  const parser = createBridgeParser<HostMessage>(decodeHostPayload, (item) => {
    if (item.kind !== 'message' || item.message.kind === 'read-status') return;
    const { message } = item;
    const kind = message.kind === 'command' ? message.command : message.kind;
    found.push({ kind, content: Buffer.from(encodeHostMessage(message)).toString('hex'), sequence: null });
  });
  return {
    readCommands(txBytes) {
      parser.push(txBytes);
      const commands = found;
      found = [];
      return commands;
    },
    rewrite: (rxBytes) => rxBytes,
    rest: () => new Uint8Array(0),
  };
}
