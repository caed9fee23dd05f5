/** Reads JSON from Rollcall's own API. @throws Error with the problem's own sentence where there is one */
export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) throw new Error(await problemOf(response));
  return (await response.json()) as T;
}

/** Sends JSON to Rollcall's own API and reads its answer. @throws Error as {@link fetchJson} */
export async function postJson<T>(address: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await problemOf(response));
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<string> {
  const fallback = `The server answered ${response.status}.`;
  try {
    const { title, detail } = (await response.json()) as { title?: string; detail?: string };
    return detail ?? title ?? fallback;
  } catch {
    return fallback;
  }
}
