import { describe, expect, it, onTestFinished } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { createAlarm } from '@/lib/registry/consul/alarm';
import { CatalogMirror } from '@/lib/registry/consul/catalog-mirror';
import { createFocus } from '@/lib/registry/consul/focus';
import { createKeeper } from '@/lib/registry/consul/keeper';
import { NoticeBoard } from '@/lib/registry/consul/notice-board';
import { watchRights } from '@/lib/registry/consul/rights';
import type { Session } from '@/lib/registry/consul/session';
import { serviceTable } from '@/lib/registry/consul/watch-tables';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';
import { type FakeConsul, fakeConsul } from './consul-fake-api';

const refused = ({ path }: { path: string }) =>
  path.endsWith('/odd') ? new RegistryError('refused', '400 Bad request') : undefined;

function watchedRights(consul: FakeConsul) {
  const clock = manualClock();
  const end = new AbortController();
  const mirror = new CatalogMirror({ id: 'consul' });
  const session: Session = {
    clock,
    random: () => 1,
    log: quietLog,
    api: consul.api,
    mirror,
    notices: new NoticeBoard(() => undefined),
    scope: 'dc1',
    signal: end.signal,
    emit: () => undefined,
    publish: () => undefined,
    fail: (error) => {
      throw error;
    },
    alarm: createAlarm(clock),
  };
  const keeper = createKeeper(session, createFocus());
  const done = watchRights(session, keeper);
  onTestFinished(async () => {
    end.abort();
    await done;
  });
  /** Until the next check is waited for. */
  const checked = () => eventually(() => clock.sleepers() > 0);
  const codes = () => session.notices.all().map(({ code }) => code);
  return { clock, checked, codes, session, keeper, mirror };
}

describe('whether something is kept from the token', () => {
  it('is not judged by a service that Consul will not be asked for', async () => {
    const consul = fakeConsul(new Map([['odd', { index: 5, port: 1 }]]));
    consul.failure = refused;
    const { checked, codes } = watchedRights(consul);
    await checked();
    expect(codes()).toEqual(['partial']);
  });

  it('is not judged by a service that nobody has fetched yet', async () => {
    const consul = fakeConsul(new Map([['new', { index: 5, port: 1 }]]));
    const { checked, codes, mirror } = watchedRights(consul);
    await checked();
    expect(codes()).toEqual([]);
    expect(mirror.has('new')).toBe(true);
  });

  it('is not judged by a service that went before it could be fetched', async () => {
    const consul = fakeConsul(new Map([['brief', { index: 5, port: 1 }]]));
    consul.failure = ({ path }) => {
      if (path.endsWith('/brief')) consul.services.delete('brief');
      return undefined;
    };
    const { checked, codes } = watchedRights(consul);
    await checked();
    expect(codes()).toEqual([]);
  });

  it('shows in a service that is listed and stays empty', async () => {
    const consul = fakeConsul(new Map([['hidden', { index: 5, port: null }]]));
    const { checked, codes, clock } = watchedRights(consul);
    await checked();
    expect(codes()).toEqual(['results-filtered']);
    consul.services.set('hidden', { index: 5, port: 1 });
    await clock.advance(60_000);
    await eventually(() => codes().length === 0);
  });
});

describe('a service that Consul will not be asked for', () => {
  it('is no longer mentioned when it has left the table', async () => {
    const consul = fakeConsul(new Map([['odd', { index: 5, port: 1 }]]));
    consul.failure = refused;
    const { checked, codes, session, keeper } = watchedRights(consul);
    await checked();
    expect(codes()).toEqual(['partial']);
    serviceTable(session, keeper).onChange(new Map([['odd', '[]']]), new Map(), 11n);
    await eventually(() => codes().length === 0);
  });
});
