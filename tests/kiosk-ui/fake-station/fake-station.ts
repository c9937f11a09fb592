import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PictureKind } from '../../../src/domain/picture.ts';
import { checkResidentNumber } from '../../../src/domain/resident-number.ts';
import type { InstrumentStatus, LiveMessage } from '../../../src/domain/station-api.ts';
import type { CaptureKind, SkippedCapture } from '../../../src/domain/visit.ts';
import { type FakeOutcome, playCapture } from './fake-capture.ts';
import { FAKE_IDENTITY } from './fake-findings.ts';
import { drawnPicture } from './fake-pictures.ts';
import {
  FAKE_CARD,
  FAKE_QUESTION_COUNT,
  type FakeVisit,
  fakeVisitResult,
  fakeVisitState,
  newFakeVisit,
} from './fake-visit.ts';

/** A valid number of nobody: the fake station knows its owner. */
export const KNOWN_NUMBER = '110101195403070020';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const READY: InstrumentStatus = { kind: 'ready', identity: FAKE_IDENTITY };

/** The station's HTTP and WebSocket contract over memory, for driving pages. Everything it answers is simulated. */
export class FakeStation {
  readonly requests: string[] = [];
  visit: FakeVisit | null = null;
  outcome: FakeOutcome = { kind: 'accept' };
  stageMs = 150;
  readonly identity = FAKE_IDENTITY;
  instrument: InstrumentStatus = READY;
  url = '';
  private readonly pagesDir: string;
  private readonly sockets = new Set<WebSocket>();
  private running = new AbortController();
  private readonly server = createServer((request, response) => void this.handle(request, response));

  constructor(pagesDir: string) {
    this.pagesDir = pagesDir;
  }

  async open(): Promise<void> {
    const live = new WebSocketServer({ server: this.server, path: '/api/live' });
    live.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.send(JSON.stringify({ type: 'instrument', status: this.instrument }));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.running.abort();
    for (const socket of this.sockets) socket.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  setInstrument(status: InstrumentStatus): void {
    this.instrument = status;
    this.send({ type: 'instrument', status });
  }

  private send(message: LiveMessage): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(message));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!path.startsWith('/api/')) {
      await this.sendPage(path, response);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    this.requests.push(`${request.method} ${path}`);
    const picture = /^\/api\/visit\/captures\/(tongue-top|tongue-underside|face)-\d+\/picture$/.exec(path);
    if (picture !== null) {
      response.setHeader('content-type', 'image/jpeg');
      response.end(await drawnPicture(picture[1] as PictureKind));
      return;
    }
    const [status, body] = this.answer(`${request.method} ${path}`, text === '' ? {} : JSON.parse(text));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  private answer(route: string, body: Record<string, unknown>): [number, unknown] {
    if (route === 'GET /api/station') return [200, this.stationStatus()];
    if (route === 'POST /api/identify') return [200, identify(String(body.number))];
    if (route === 'POST /api/visits') this.visit = newFakeVisit();
    if (route === 'POST /api/visit/leave') this.visit = null;
    const { visit } = this;
    if (route === 'POST /api/visit/leave') return [200, {}];
    if (visit === null) return failure(401, 'station/no-visit');
    if (route === 'GET /api/visit/questionnaire') return [200, questionnaire()];
    if (route === 'GET /api/visit/notes') return [200, { questionnaire: 'gbt46939-2025', quality: [], rechecks: [] }];
    if (route === 'PUT /api/visit/consent') {
      visit.consent = { healthData: body.healthData === true, pictures: body.pictures === true };
    }
    if (route === 'PUT /api/visit/answers') visit.answers[String(body.item)] = Number(body.value);
    if (route === 'POST /api/visit/complete') visit.complete = true;
    if (route === 'POST /api/visit/complete' || route === 'GET /api/visit/result') return [200, fakeVisitResult(visit)];
    const capture = /captures\/([a-z-]+)\/(start|cancel|skip|shoot)$/.exec(route);
    if (capture !== null) this.onCapture(visit, capture[1] as CaptureKind, String(capture[2]), body);
    return [200, fakeVisitState(visit)];
  }

  private onCapture(visit: FakeVisit, kind: CaptureKind, action: string, body: Record<string, unknown>): void {
    if (action === 'skip') visit.skipped[kind] = body.reason as SkippedCapture['reason'];
    if (action === 'cancel') {
      this.running.abort();
      this.send({ type: 'capture', kind, phase: { phase: 'cancelled' } });
    }
    if (action !== 'start') return;
    this.running = new AbortController();
    const captureId = `${kind}-1`;
    const { signal } = this.running;
    const { outcome, stageMs } = this;
    const send = (message: LiveMessage) => this.send(message);
    playCapture({ kind, captureId, outcome, stageMs, signal, send }).then(
      (kept) => {
        if (kept) visit.kept[kind] = captureId;
      },
      () => undefined,
    );
  }

  private stationStatus() {
    return {
      stationId: 'station-1',
      clinicName: '青山村卫生室（测试）',
      softwareVersion: '0',
      demonstration: true,
      instrument: this.instrument,
      outbox: { pending: 0, failed: 0, oldestPendingAt: null },
      county: { enrolled: true, reachable: true },
    };
  }

  private async sendPage(path: string, response: ServerResponse): Promise<void> {
    const name = path === '/' ? 'index.html' : path.slice(1);
    try {
      const bytes = await readFile(join(this.pagesDir, name));
      response.setHeader('content-type', `${TYPES[extname(name)] ?? 'application/octet-stream'}; charset=utf-8`);
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

function failure(status: number, code: string): [number, unknown] {
  return [status, { error: { code, message: code } }];
}

function identify(number: string) {
  const check = checkResidentNumber(number, '2026-11-22');
  const derived = check.ok ? { sex: check.sex, birthDate: check.birthDate } : null;
  return number === KNOWN_NUMBER ? { card: FAKE_CARD, claim: 'claim', derived } : { card: null, claim: null, derived };
}

function questionnaire() {
  const labels = ['没有（根本不）', '很少（有一点）', '有时（有些）', '经常（相当）', '总是（非常）'];
  const texts = [
    '您精力充沛吗？',
    '您比一般人耐受不了寒冷（冬天的寒冷，夏天的冷空调、电扇等）吗？',
    '您容易疲乏吗？',
    '您容易过敏（对药物、食物、气味、花粉或在季节交替、气候变化时）吗？',
  ];
  return {
    id: 'gbt46939-2025',
    version: 'fake',
    title: '中医体质分类与判定',
    stem: '请根据近一年的体验和感觉，回答以下问题。',
    items: texts.slice(0, FAKE_QUESTION_COUNT).map((text, index) => ({
      number: String(index + 1),
      text,
      options: labels.map((label, at) => ({ value: at + 1, label })),
    })),
  };
}
