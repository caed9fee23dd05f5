import { type APIRequestContext, expect, request } from '@playwright/test';
import { ADMIN } from './accounts';

/** The first admin's own way in beside the pages. Leaving its `await using` scope ends it. */
export async function adminClient(url: string): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const { email, password } = ADMIN;
  const answer = await client.post('/api/auth/sign-in/email', { data: { email, password } });
  expect(answer.status()).toBe(204);
  return client;
}
