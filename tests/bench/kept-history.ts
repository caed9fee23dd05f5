import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '@/lib/domain/random';
import { STILL } from '@/lib/storage/tables';
import { sampleInstance } from '../support/catalog-samples';

/** A journal as a month or a quarter would leave it, written past Rollcall: what is measured is reading. */
export interface KeptService {
  readonly service: string;
  readonly instances: number;
  readonly versions: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const random = seededRandom(1);
const HEALTHS = ['passing', 'critical', 'warning', 'passing'] as const;
const OUTPUT = 'dial tcp 10.0.0.1:8080: connect: connection refused, after 3 attempts of 2 s each';

/** Fills the versions of services of registry `r`, in the order of time, as they would have come. */
export function keepVersions(file: string, services: readonly KeptService[]): void {
  const database = new DatabaseSync(file);
  database.exec('begin');
  const insert = database.prepare('insert into journal_versions values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const rows = services.flatMap(({ service, instances, versions, fromMs, toMs }) =>
    Array.from({ length: instances }, (_, index) => {
      const each = Math.round(versions / instances);
      const times = Array.from({ length: each }, () => Math.floor(fromMs + random() * (toMs - fromMs))).sort(
        (a, b) => a - b,
      );
      return [...new Set(times)].map((from, at, all) => {
        return {
          service,
          id: `${service}-${index}`,
          from,
          to: all[at + 1] ?? STILL,
          health: HEALTHS[at % 4] ?? 'passing',
        };
      });
    }).flat(),
  );
  rows.sort((a, b) => a.from - b.from);
  for (const { service, id, from, to, health } of rows) {
    const check = { id: 'http', name: 'http', kind: 'http', since: '2026-01-01T00:00:00.000Z', sinceAtLeast: false };
    const checks = [{ ...check, status: health, output: health === 'passing' ? 'ok' : OUTPUT }];
    const metadata = { zone: 'eu-west-1a', commit: 'b1946ac92492d2347c6235b4d2611184', owner: 'payments' };
    const body = JSON.stringify(sampleInstance(id, { service, health, checks, metadata, tags: ['v1', 'canary'] }));
    insert.run('r', id, service, from, to, health, 'in', body.length + 300, body);
  }
  database.exec(`insert or replace into journal_registries values ('r', 'w', 0, ${Date.now()})`);
  database.exec('commit');
  database.close();
}

const KINDS = ['health-changed', 'health-changed', 'health-changed', 'updated', 'registered', 'deregistered'] as const;

/** Fills the journal of registry `r` with so many changes, evenly over a range. */
export function keepChanges(file: string, count: number, { fromMs, toMs }: { fromMs: number; toMs: number }): void {
  const database = new DatabaseSync(file);
  database.exec('begin');
  const insert = database.prepare(
    `insert into journal (registry, epoch, seq, item, at, service, instance, kind, is_own, action, health, rotation, bytes, body)
     values ('r', 'e', ?, 0, ?, ?, ?, ?, 0, null, ?, ?, 300, ?)`,
  );
  for (let seq = 0; seq < count; seq += 1) {
    const at = Math.floor(fromMs + ((toMs - fromMs) * seq) / count);
    const service = `service-${Math.floor(random() * 500)}`;
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'updated';
    const health = kind === 'deregistered' ? null : (HEALTHS[seq % 4] ?? 'passing');
    const body = { address: '10.0.0.1:8080', from: 'passing', to: health, output: OUTPUT, cause: 'lease-expired' };
    const instance = `${service}-${Math.floor(random() * 20)}`;
    insert.run(seq, at, service, instance, kind, health, health && 'in', JSON.stringify(body));
  }
  database.exec('commit');
  database.close();
}
