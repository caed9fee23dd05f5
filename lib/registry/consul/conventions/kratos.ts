import { formatAddress } from '../../../domain/instance';
import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';
import type { Convention } from './convention';

const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;
const WHOLE = /^[-+]?\d+$/;
const DEFAULT_WEIGHT = 100;

/** Kratos `contrib/registry/consul`: tagged addresses by scheme, each with the full URL; version in a `version=` tag. */
export const kratos: Convention = {
  format: 'kratos',
  weightPlace: 'meta',
  sheet: {
    ...AGENT_FACTS,
    format: 'kratos',
    title: 'Kratos',
    source: 'go-kratos/kratos contrib/registry/consul, selector',
    value:
      'TaggedAddresses { <scheme>: { Address: URL, Port } }, a tag version=…, Meta, a TCP check an endpoint and a TTL check',
    lease: {
      ttlSeconds: null,
      note: 'none; a TTL check of 20 s, beaten every 10 s; deregistered after 600 s critical',
    },
    writesAgain: 'when a heartbeat fails it registers again, so within 10 s; older ones only log it',
    deletion: { kind: 'undone', withinSeconds: 10 },
    weight: {
      default: DEFAULT_WEIGHT,
      zero: 'skipped',
      note: 'Meta.weight, a whole number; with 0 it is skipped unless all have 0',
    },
    last: 'clients refuse an empty list and keep the old addresses',
    clients: 'they ask for passing instances only and do not look at Weights',
    terms: {
      ...AGENT_TERMS,
      endpoints: 'TaggedAddresses',
      version: 'tag version=…',
      weight: 'Meta.weight',
      metadata: 'Meta',
    },
  },
  read({ Service: { TaggedAddresses, Address, Port, Meta } }) {
    const urls = Object.values(TaggedAddresses ?? {})
      .map((tagged) => tagged.Address)
      .filter((address) => URL_LIKE.test(address));
    if (urls.length === 0) return null;
    const host = formatAddress(Address ?? '', Port);
    const isFirst = (url: string) => url.slice(url.indexOf('//') + 2).split(/[/?#]/, 1)[0] === host;
    const weight = weightOf(Meta?.weight);
    return {
      endpoints: urls.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (a < b ? -1 : 1)),
      weight,
      ...(weight <= 0 && { rotation: 'out' }),
    };
  },
};

function weightOf(text: string | undefined): number {
  const weight = text !== undefined && WHOLE.test(text) ? Number(text) : DEFAULT_WEIGHT;
  return Number.isSafeInteger(weight) ? weight : DEFAULT_WEIGHT;
}
