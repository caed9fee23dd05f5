import type { Entry } from './entry';
import type { Format, Reading } from './format';
import { moleculerEdits } from './moleculer-edits';
import { readMoleculerInfo } from './moleculer-info';

const KEY = /^moleculer(?:-(.+?))?\/discovery\/([^/]*)\/?(.*)$/s;

/** Moleculer's etcd3 discoverer: one key a node, with all the services it runs. */
export const moleculer: Format = {
  name: 'moleculer',
  prefixes: ['moleculer/', 'moleculer-'],
  marks: [],
  claims: 'moleculer',
  sheet: {
    format: 'moleculer',
    title: 'Moleculer',
    source: 'moleculerjs/moleculer src/registry/discoverers/etcd3.js, src/registry/registry.js (0.15.2)',
    keys: 'moleculer[-<namespace>]/discovery/info/<nodeID>; heartbeats beside it in beats/<nodeID>/<hash>/<seq>',
    value: 'the INFO of a node: ipList, hostname, port, client, metadata, services [{ name, version, fullName }]',
    lease: {
      ttlSeconds: 60,
      note: 'fixed at 60 s for the INFO and kept alive every 20 s; heartbeats have heartbeatTimeout, 30 s by default',
    },
    writesAgain:
      'only when the services of the node change (it revokes the lease first, so that the key is gone for a moment and ' +
      'returns under a new lease) and when it notices that the lease is lost',
    deletion: { kind: 'sticks', until: 'the services of the node change, its lease is lost or it restarts' },
    edit: { kind: 'sticks', until: 'the services of the node change, its lease is lost or it restarts' },
    last: 'a call is refused at once with ServiceNotFoundError or ServiceNotAvailableError',
    drain: {
      kind: 'impossible',
      because:
        'the other nodes route by heartbeats and read an INFO only when its number changes; stop the service on its node',
    },
    weight: { default: null, zero: 'none', note: 'Moleculer has no weights' },
    clients:
      'they list the heartbeat keys with each heartbeat of their own, 10 s by default, and drop a node that has none; ' +
      'an INFO that is edited or deleted changes nothing for nodes that have read it',
    terms: {
      service: 'services[].name',
      version: 'services[].version',
      address: 'ipList[0]',
      port: 'port (TCP transporter only)',
      metadata: 'metadata of the service over metadata of the node',
      zone: 'metadata.zone',
      node: 'nodeID',
      namespace: 'namespace',
    },
  },
  edits: moleculerEdits,
  decode(entry) {
    if (!entry.key.startsWith('moleculer')) return null;
    const match = KEY.exec(entry.key);
    return match && readAs(entry, match);
  },
};

function readAs(entry: Entry, [, namespace, kind, rest = '']: RegExpExecArray): Reading {
  if (kind === 'beats' && rest !== '') return { belongs: 'heartbeat' };
  if (kind === 'info' && rest !== '') return readMoleculerInfo(entry, { nodeId: rest, namespace });
  return { fault: 'the key is neither info/<nodeID> nor beats/<nodeID>/<hash>/<seq>' };
}
