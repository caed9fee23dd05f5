import { type Answer, apiClient, jsonBody } from './api-client';

export const PASSWORD = 'correct horse battery';

/** What a browser does of itself: it keeps cookies, and says which page a request comes from. */
export interface Browser {
  /** A request from a page of the server's own. */
  call(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** Follows addresses wherever they lead until one does not send on; gives the last answer and its address. */
  follow(url: string): Promise<{ readonly url: string; readonly answer: Response }>;
  /** The Cookie header for an address. */
  cookies(url: string): string;
}

/** @param url of the server, without a slash at the end */
export function openBrowser(url: string): Browser {
  const jar = new Map<string, Map<string, string>>();
  const api = apiClient(url);
  const cookies = (address: string) =>
    [...(jar.get(new URL(address).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (address: string, headers: Headers) => {
    const { host } = new URL(address);
    const kept = jar.get(host) ?? new Map<string, string>();
    jar.set(host, kept);
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) kept.delete(name);
      else kept.set(name, value);
    }
  };
  return {
    cookies,
    async call(method, path, init = {}) {
      const headers = new Headers(init.headers);
      headers.set('origin', url);
      if (cookies(url) !== '') headers.set('cookie', cookies(url));
      const answer = await api.call(method, path, { ...init, headers });
      keep(url, answer.headers);
      return answer;
    },
    async follow(first) {
      let next = first;
      for (let hop = 0; hop < 15; hop += 1) {
        const answer = await fetch(next, { redirect: 'manual', headers: { cookie: cookies(next) } });
        keep(next, answer.headers);
        const location = answer.headers.get('location');
        if (location === null) return { url: next, answer };
        next = new URL(location, next).href;
      }
      throw new Error(`${first} leads round in circles`);
    },
  };
}

/** The one-time code that a server has printed. */
export function printedCode(logs: string): string {
  const [code] = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(logs) ?? [];
  if (!code) throw new Error('no code was printed');
  return code;
}

/** Makes the first admin, and signs in. */
export async function signInFirstAdmin(url: string, logs: string): Promise<Browser> {
  const person = { name: 'Ann', email: 'ann@example.test', password: PASSWORD };
  const made = await apiClient(url).call(
    'POST',
    '/api/v1/access/first-admin',
    jsonBody({ code: printedCode(logs), ...person }),
  );
  if (made.status !== 201) throw new Error(`no first admin: ${made.status} ${JSON.stringify(made.body)}`);
  return signIn(url, person.email);
}

export async function signIn(url: string, email: string, password: string = PASSWORD): Promise<Browser> {
  const browser = openBrowser(url);
  const answer = await browser.call('POST', '/api/auth/sign-in/email', jsonBody({ email, password }));
  if (answer.status !== 204) throw new Error(`${email} does not get in: ${answer.status}`);
  return browser;
}
