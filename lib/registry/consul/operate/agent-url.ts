import { isIPv6 } from 'node:net';

const DEFAULT_TEMPLATE = 'http://{address}:8500';
/** As Consul itself wants them for its DNS; anything else could leave the place in an address that it stands for. */
const NODE_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/;
const ADDRESS = /^[A-Za-z0-9.:_-]{1,253}$/;

/** A member of the cluster as its gossip knows it. */
export interface AgentPlace {
  readonly node: string;
  readonly address: string;
}

/** Where the agent on a node should answer by `template`; null where its name or address fits in no URL. */
export function agentUrl(template: string = DEFAULT_TEMPLATE, { node, address }: AgentPlace): string | null {
  if (template.includes('{node}') && !NODE_NAME.test(node)) return null;
  if (!ADDRESS.test(address)) return null;
  const host = isIPv6(address) ? `[${address}]` : address;
  const url = template.replaceAll('{address}', host).replaceAll('{node}', node);
  return URL.canParse(url) ? url.replace(/\/+$/, '') : null;
}
