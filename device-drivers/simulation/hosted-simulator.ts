/** What a host carries bytes for; every driver folder's simulator is one. */
export interface HostedSimulator {
  receive(bytes: Uint8Array): void;
  stop(): void;
}
