import type { FactSheet } from '../../domain/fact-sheet';

/** What is known of programs that register themselves with the embedded registry. */
export const EMBEDDED_SHEET: FactSheet = {
  format: 'rollcall',
  title: 'Rollcall',
  source: "Rollcall's own API: PUT /api/v1/registries/memory/instances/<id>",
  keys: '<id>',
  value: 'JSON: service, address, port, tags, metadata, weight, version, ttlSeconds',
  lease: { ttlSeconds: null, note: 'ttlSeconds as the program asks; without it the registration never expires' },
  writesAgain: 'as the program was written; a heartbeat only keeps it alive',
  deletion: { kind: 'sticks', until: 'the program registers again' },
  edit: { kind: 'sticks', until: 'the program registers again' },
  drain: { kind: 'rule', writes: 'the rotation beside the registration, which holds until it is restored' },
  weight: { default: 1, zero: 'none', note: 'a number from 0 to 65535; nothing of Rollcall routes by it' },
  last: 'clients see none in rotation',
  clients: 'they read the API and choose for themselves; a missed heartbeat makes an instance critical',
  terms: { lease: 'ttlSeconds', rotation: 'operator.rotation' },
};
