import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export interface PageRequest {
  /** `GET /api/visits`. */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export type PageAnswer = { readonly status: number; readonly json: unknown } | { readonly jpeg: Buffer };

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Built pages and an API from memory, on loopback; `/api/live` accepts sockets and stays silent. */
export async function servePages(
  pagesDir: string,
  answer: (request: PageRequest) => PageAnswer | Promise<PageAnswer>,
): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!pathname.startsWith('/api/')) {
      const bytes = await readFile(join(pagesDir, pathname === '/' ? 'index.html' : pathname)).catch(() => null);
      response.writeHead(bytes === null ? 404 : 200, { 'content-type': TYPES[extname(pathname)] ?? 'text/html' });
      response.end(bytes);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const given = await answer({ route: `${request.method} ${pathname}`, query: searchParams, body });
    const isJson = 'json' in given;
    response.writeHead(isJson ? given.status : 200, { 'content-type': isJson ? 'application/json' : 'image/jpeg' });
    response.end(isJson ? JSON.stringify(given.json) : given.jpeg);
  });
  const sockets = new WebSocketServer({ server, path: '/api/live' });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => closeAll(server, sockets) };
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export const ok = (json: unknown): PageAnswer => ({ status: 200, json });
export const failure = (status: number, code: string): PageAnswer => ({
  status,
  json: { error: { code, message: code } },
});
