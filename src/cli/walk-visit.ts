import WebSocket from 'ws';
import type { QuestionnaireView } from '../domain/questionnaire.ts';
import type {
  ApiError,
  IdentifyResponse,
  LiveMessage,
  NewResident,
  VisitResult,
  VisitState,
} from '../domain/station-api.ts';
import { CAPTURE_KINDS, type CaptureKind } from '../domain/visit.ts';
import { CliError } from './cli-error.ts';

export interface VisitWalk {
  readonly stationUrl: string;
  readonly resident: NewResident;
  readonly pictures: boolean;
  /** Answer to one item, 1–5. */
  answer(item: string): number;
  /** Called with every message the page would have received. */
  onLive?(message: LiveMessage): void;
}

type LastPhase = Extract<LiveMessage, { type: 'capture' }>['phase'];

/** A page without a screen: keeps the visit cookie and speaks the station's own HTTP and WebSocket. */
class VisitClient {
  readonly #base: string;
  #cookie = '';

  constructor(base: string) {
    this.#base = base;
  }

  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { cookie: this.#cookie };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('sizhen_visit='));
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
    const answer = (await response.json()) as T & Partial<ApiError>;
    if (!response.ok)
      throw new CliError('cli/visit-failed', `${method} ${path} answered ${answer.error?.code ?? response.status}`);
    return answer;
  }

  live(onMessage: (message: LiveMessage) => void): Promise<() => void> {
    const socket = new WebSocket(`${this.#base.replace('http', 'ws')}/api/live`, { headers: { cookie: this.#cookie } });
    socket.on('message', (data) => onMessage(JSON.parse(data.toString()) as LiveMessage));
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(() => socket.close()));
      socket.once('error', reject);
    });
  }
}

const ENDED = new Set(['accepted', 'rejected', 'failed', 'cancelled']);

/** Walks one whole visit through a running station, as a resident at the screen would, and answers with its result. */
export async function walkVisit(walk: VisitWalk): Promise<VisitResult> {
  const client = new VisitClient(walk.stationUrl);
  const { documentType, documentNumber } = walk.resident;
  const known =
    documentNumber === null
      ? null
      : await client.call<IdentifyResponse>('POST', '/api/identify', { documentType, number: documentNumber });
  await client.call<VisitState>(
    'POST',
    '/api/visits',
    known?.claim == null ? { newResident: walk.resident } : { claim: known.claim },
  );
  await client.call('PUT', '/api/visit/consent', { healthData: true, pictures: walk.pictures });
  const questionnaire = await client.call<QuestionnaireView>('GET', '/api/visit/questionnaire');
  for (const { number } of questionnaire.items) {
    await client.call('PUT', '/api/visit/answers', { item: number, value: walk.answer(number) });
  }
  await walkCaptures(client, walk);
  return client.call<VisitResult>('POST', '/api/visit/complete');
}

async function walkCaptures(client: VisitClient, walk: VisitWalk): Promise<void> {
  let ended: ((phase: LastPhase) => void) | null = null;
  const close = await client.live((message) => {
    walk.onLive?.(message);
    if (message.type === 'capture' && ENDED.has(message.phase.phase)) ended?.(message.phase);
  });
  const capture = async (kind: CaptureKind): Promise<LastPhase> => {
    const finished = new Promise<LastPhase>((resolve) => {
      ended = resolve;
    });
    await client.call('POST', `/api/visit/captures/${kind}/start`);
    return finished;
  };
  try {
    for (const kind of CAPTURE_KINDS) {
      const declined = !walk.pictures && !kind.startsWith('pulse');
      const phase = declined ? null : await capture(kind);
      if (phase?.phase === 'accepted') continue;
      if (phase?.phase === 'failed') throw new CliError('cli/visit-failed', `${kind} ended with ${phase.code}`);
      const reason = declined ? 'resident-declined' : 'poor-quality';
      await client.call('POST', `/api/visit/captures/${kind}/skip`, { reason });
    }
  } finally {
    close();
  }
}
