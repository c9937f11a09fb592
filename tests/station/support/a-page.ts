import WebSocket from 'ws';
import type { ApiError, CapturePhase, LiveMessage, VisitState } from '../../../src/domain/station-api.ts';
import type { CaptureKind } from '../../../src/domain/visit.ts';

interface Answer<T> {
  readonly status: number;
  readonly body: T & Partial<ApiError>;
  readonly headers: Headers;
}

const PATIENCE_MS = 15_000;

/** A browser without a screen: keeps its cookies and speaks HTTP and WebSocket. */
export class Page {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Another browser with the same cookies, at this or another address. */
  twin(base = this.#base): Page {
    const twin = new Page(base);
    for (const [name, value] of this.#cookies) twin.#cookies.set(name, value);
    return twin;
  }

  async ask<T>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#keepCookies(response.headers);
    return {
      status: response.status,
      body: (await response.json()) as T & Partial<ApiError>,
      headers: response.headers,
    };
  }

  /** The answer's body; an answer that is an error fails the test with its code. */
  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.ask<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.error?.code}`);
    return answer.body;
  }

  /** Status and code of an answer that should be an error. */
  async refusal(method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>) {
    const answer = await this.ask<object>(method, path, body, headers);
    return { status: answer.status, code: answer.body.error?.code, context: answer.body.error?.context };
  }

  async bytes(
    path: string,
  ): Promise<{ readonly status: number; readonly bytes: Uint8Array; readonly headers: Headers }> {
    const response = await fetch(`${this.#base}${path}`, { headers: { cookie: this.cookie } });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  }

  async live(): Promise<LiveLog> {
    const socket = new WebSocket(`${this.#base.replace('http', 'ws')}/api/live`, { headers: { cookie: this.cookie } });
    const log = new LiveLog(socket);
    await log.until((message) => message.type === 'instrument');
    return log;
  }

  #keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/** Every message a page received, in order; waiting looks at those that came before, too. */
export class LiveLog {
  readonly messages: LiveMessage[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(data.toString()) as LiveMessage);
      for (const look of this.#waiting) look();
    });
  }

  /** How many messages came so far; `until` can start behind them. */
  get mark(): number {
    return this.messages.length;
  }

  until(wanted: (message: LiveMessage) => boolean, from = 0): Promise<LiveMessage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        const seen = this.messages.slice(from).map((message) => JSON.stringify(message).slice(0, 120));
        reject(new Error(`not said within ${PATIENCE_MS} ms; last: ${seen.slice(-5).join(' | ')}`));
      }, PATIENCE_MS);
      const look = (): void => {
        const found = this.messages.slice(from).find(wanted);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async phase(kind: CaptureKind, phases: readonly CapturePhase['phase'][], from = 0): Promise<CapturePhase> {
    const message = await this.until(
      (said) => said.type === 'capture' && said.kind === kind && phases.includes(said.phase.phase),
      from,
    );
    if (message.type !== 'capture') throw new Error('not a capture');
    return message.phase;
  }

  close(): void {
    this.#socket.close();
  }
}

export const GRANDMA = {
  name: '测试甲',
  sex: 'female',
  birthDate: '1950-05-05',
  documentType: 'none',
  documentNumber: null,
  phone: null,
} as const;

/** A resident without a document who has opened a visit and agreed. */
export async function openVisit(
  page: Page,
  { pictures = true, resident = GRANDMA as object } = {},
): Promise<VisitState> {
  await page.call('POST', '/api/visits', { newResident: resident });
  return page.call<VisitState>('PUT', '/api/visit/consent', { healthData: true, pictures });
}

/** Answers every item, except those left out, with 2. */
export async function answerItems(page: Page, except: readonly string[] = []): Promise<readonly string[]> {
  const { items } = await page.call<{ items: readonly { number: string }[] }>('GET', '/api/visit/questionnaire');
  const numbers = items.map(({ number }) => number);
  for (const item of numbers.filter((number) => !except.includes(number))) {
    await page.call('PUT', '/api/visit/answers', { item, value: 2 });
  }
  return numbers;
}

export async function skip(page: Page, ...kinds: readonly CaptureKind[]): Promise<void> {
  for (const kind of kinds) {
    await page.call('POST', `/api/visit/captures/${kind}/skip`, { reason: 'staff-decision' });
  }
}
