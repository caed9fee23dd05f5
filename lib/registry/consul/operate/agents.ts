import type { Clock } from '../../../domain/clock';
import type { RegistryError } from '../../../domain/errors';
import type { Credential } from '../../operations';
import { registryError } from '../blocking-query';
import { type ConsulWriter, createConsulApi } from '../consul-api';
import type { ConsulOptions } from '../consul-options';
import { type AgentSelf, agentSelf } from './agent-self';
import { agentUrl } from './agent-url';
import { livingMember } from './members';

/** An agent that has just said that it is the one of that node. */
export interface Owner extends AgentSelf {
  readonly url: string;
  /** The scope of the registry, its datacenter left out: an agent answers for itself. */
  readonly api: ConsulWriter;
}

/** Why no agent can be asked, in plain words. */
export interface NoOwner {
  readonly because: string;
}

export interface Asking {
  readonly credential: Credential | undefined;
  readonly signal: AbortSignal;
}

export interface Agents {
  /** The agent of the configured address. @throws RegistryError */
  configured(asking: Asking): Promise<Owner>;
  /**
   * The agent of a node: that of a configured address which says so of itself, or at an address made up for a living
   * member of the cluster. Whatever is found was asked for its name just now; a token goes nowhere else.
   */
  find(wanted: AgentSelf, asking: Asking): Promise<Owner | NoOwner>;
}

const KNOWN_MS = 30_000;
const SILENT_MS = 5_000;

/** Finds the agents that own services: the catalog does not say where they answer. */
export function createAgents(options: ConsulOptions, clock: Clock): Agents {
  const { agents = {}, agentUrlTemplate } = options;
  const main = plainUrl(options.address);
  const configuredUrls = [...new Set([main, ...Object.values(agents).map(plainUrl)])];
  const known = new Map<string, { readonly self: AgentSelf | RegistryError; readonly until: number }>();
  const apiOf = (url: string) =>
    createConsulApi({ ...options, address: url, datacenter: undefined, keepAlive: false }, clock);

  async function ask(url: string, { credential, signal }: Asking): Promise<Owner> {
    const api = apiOf(url);
    return { url, api, ...(await agentSelf(api, credential, signal)) };
  }

  /** What a configured address called itself a short while ago; who does not answer is not asked again at once. */
  async function nameOf(url: string, { credential, signal }: Asking): Promise<AgentSelf | RegistryError> {
    const told = known.get(url);
    if (told && told.until > clock.now()) return told.self;
    const self = await agentSelf(apiOf(url), credential, signal).catch(registryError);
    signal.throwIfAborted();
    note(url, self);
    return self;
  }

  function note(url: string, self: AgentSelf | RegistryError): void {
    const isName = !('code' in self);
    if (isName || isSilent(self)) known.set(url, { self, until: clock.now() + (isName ? KNOWN_MS : SILENT_MS) });
  }

  async function find(wanted: AgentSelf, asking: Asking): Promise<Owner | NoOwner> {
    const named = Object.hasOwn(agents, wanted.node) ? plainUrl(agents[wanted.node] ?? '') : undefined;
    const reasons: string[] = [];
    const names = await Promise.all(configuredUrls.map(async (url) => ({ url, self: await nameOf(url, asking) })));
    for (const { url, self } of names) {
      const isNamed = url === named;
      if ('code' in self) {
        // Most addresses are of other nodes: that they are silent says nothing of this one.
        if (isNamed || !isSilent(self)) reasons.push(failed(url, self));
      } else if (isNamed || isSame(self, wanted)) {
        const owner = await attempt(url, wanted, asking);
        if ('api' in owner) return owner;
        reasons.push(owner.because);
      }
    }
    if (named === undefined) {
      const owner = await byTemplate(wanted, asking);
      if ('api' in owner) return owner;
      reasons.push(owner.because);
    }
    return { because: reasons.join('; ') };
  }

  /** Asks it for its name just now, unless it was silent a short while ago. */
  async function attempt(url: string, wanted: AgentSelf, asking: Asking): Promise<Owner | NoOwner> {
    const told = known.get(url);
    if (told && told.until > clock.now() && 'code' in told.self) return { because: failed(url, told.self) };
    const owner = await ask(url, asking).catch(registryError);
    asking.signal.throwIfAborted();
    if ('code' in owner) {
      note(url, owner);
      return { because: failed(url, owner) };
    }
    if (isSame(owner, wanted)) return owner;
    return { because: `${url} is the agent of ${owner.node} in ${owner.datacenter}` };
  }

  async function byTemplate(wanted: AgentSelf, asking: Asking): Promise<Owner | NoOwner> {
    if (agentUrlTemplate === undefined && main.startsWith('https:')) {
      return {
        because: 'no agentUrlTemplate is set, and what is spoken over TLS is not told to http://{address}:8500',
      };
    }
    const place = await livingMember(apiOf(main), wanted, asking).catch(registryError);
    asking.signal.throwIfAborted();
    if (place instanceof Error) return { because: `the members of the cluster cannot be read: ${place.message}` };
    if (!place) return { because: `${main} knows no living member ${wanted.node} in ${wanted.datacenter}` };
    const url = agentUrl(agentUrlTemplate, place);
    if (url === null) return { because: 'its name or address fits in no URL' };
    return attempt(plainUrl(url), wanted, asking);
  }

  return { configured: (asking) => ask(main, asking), find };
}

function isSame(self: AgentSelf | RegistryError, wanted: AgentSelf): boolean {
  return 'node' in self && self.node === wanted.node && self.datacenter === wanted.datacenter;
}

function isSilent({ code }: RegistryError): boolean {
  return code === 'unreachable' || code === 'timeout';
}

function failed(url: string, { code, message }: RegistryError): string {
  if (code === 'permission-denied') return `${url} does not say its name to this token, which needs agent:read`;
  return `${url} does not answer (${message})`;
}

/** Without what a URL may hold of names and passwords. */
function plainUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}
