import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../kiosk-ui/shared/api-client.ts';

function setUp(answers: readonly (Response | Error)[]) {
  const calls: string[] = [];
  const client = createApiClient({
    fetch: async (path, init) => {
      const answer = answers[calls.length] ?? new Error('no answer left');
      calls.push(`${init.method} ${path}`);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    sleep: async () => {},
  });
  return { client, calls };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe('the API client', () => {
  it('asks again when the server is away for a moment', async () => {
    const { client, calls } = setUp([new TypeError('refused'), json(503, {}), json(200, { fine: true })]);
    await expect(client.get('/api/station')).resolves.toEqual({ fine: true });
    expect(calls).toHaveLength(3);
  });

  it('never repeats a POST', async () => {
    const { client, calls } = setUp([new TypeError('refused'), json(200, {})]);
    await expect(client.post('/api/visits', {})).rejects.toMatchObject({ code: 'ui/unreachable' });
    expect(calls).toHaveLength(1);
  });

  it('carries the server’s own code and does not ask again', async () => {
    const { client, calls } = setUp([json(409, { error: { code: 'station/capture-running', message: 'm' } })]);
    await expect(client.put('/api/visit/answers', {})).rejects.toMatchObject({ code: 'station/capture-running' });
    expect(calls).toHaveLength(1);
  });

  it('says so when the answer is not the documented JSON', async () => {
    const { client } = setUp([new Response('<html>', { status: 200 })]);
    await expect(client.get('/api/visit')).rejects.toMatchObject({ code: 'ui/unexpected-answer' });
  });
});
