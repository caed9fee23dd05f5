/** What the gate looks at in a request that would change something. */
export interface MutationFacts {
  readonly origin: string | null;
  readonly secFetchSite: string | null;
  /** The Host header. */
  readonly host: string | null;
  readonly contentType: string | null;
  readonly hasBody: boolean;
  /** Whether nobody configured who may change something on a server that others can reach. */
  readonly isReadOnly: boolean;
  /** Whether a browser would show who asks by itself, as with a cookie: then a page has to say that it is ours. */
  readonly isAmbient: boolean;
  /** The origin under which browsers reach the server, where it is not the one of `host`. */
  readonly publicUrl: string | undefined;
}

export interface Refusal {
  readonly code: 'foreign-origin' | 'read-only' | 'wrong-content-type';
  readonly detail: string;
}

const OWN_SITES = ['same-origin', 'none'];

/**
 * The one gate before everything that changes something. A page of another origin is refused; so is what shows a cookie
 * and does not say that it is our page. A program, which sends no `Origin`, has a token or is on this machine.
 */
export function refuseMutation(facts: MutationFacts): Refusal | null {
  if (facts.origin !== null && !isOwnOrigin(facts.origin, facts)) {
    return { code: 'foreign-origin', detail: 'This request comes from a page of another origin.' };
  }
  if (facts.secFetchSite !== null && !OWN_SITES.includes(facts.secFetchSite)) {
    return { code: 'foreign-origin', detail: `Sec-Fetch-Site is ${facts.secFetchSite}; expected same-origin or none.` };
  }
  if (facts.isReadOnly) {
    return {
      code: 'read-only',
      detail: 'Rollcall listens beyond this machine and no access is configured, so it is read-only.',
    };
  }
  if (facts.isAmbient && facts.origin === null && facts.secFetchSite !== 'same-origin') {
    return {
      code: 'foreign-origin',
      detail: 'This request does not say which page it comes from; a program shows an API token instead of a cookie.',
    };
  }
  if (facts.hasBody && !isJson(facts.contentType)) {
    return {
      code: 'wrong-content-type',
      detail: `The body is ${facts.contentType ?? 'of no type'}; expected application/json.`,
    };
  }
  return null;
}

/** Whether a server bound to this address can be reached from this machine alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address === '[::1]' || /^127(\.\d{1,3}){3}$/.test(address);
}

function isOwnOrigin(origin: string, { host, publicUrl }: Pick<MutationFacts, 'host' | 'publicUrl'>): boolean {
  if (origin === publicUrl) return true;
  try {
    const url = new URL(origin);
    // Without TLS anybody on the way can be a page of that name.
    if (publicUrl !== undefined && url.host === new URL(publicUrl).host) return false;
    return (url.protocol === 'http:' || url.protocol === 'https:') && host !== null && url.host === host.toLowerCase();
  } catch {
    return false;
  }
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}
