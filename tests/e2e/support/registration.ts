/** What a program sends to register itself with the embedded registry. */
export interface Registration {
  readonly service: string;
  readonly address?: string;
  readonly port?: number;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly ttlSeconds?: number;
}

/** Registers over HTTP, as any program with `curl` would. */
export async function register(rollcall: string, id: string, registration: Registration): Promise<void> {
  await send('PUT', addressOf(rollcall, id), { address: '127.0.0.1', port: 8080, ...registration });
}

export async function deregister(rollcall: string, id: string): Promise<void> {
  await send('DELETE', addressOf(rollcall, id));
}

function addressOf(rollcall: string, id: string): string {
  return `${rollcall}/api/v1/registries/memory/instances/${encodeURIComponent(id)}`;
}

async function send(method: string, address: string, body?: object): Promise<void> {
  const answer = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
}
