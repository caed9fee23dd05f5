import { describe, expect, it } from 'vitest';
import { startEtcd, startEtcdCluster, withoutEtcd } from '../support/etcd-server';
import { plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';
import { eventually } from '../support/wait';

describe.skipIf(withoutEtcd)('an outage of etcd', () => {
  it('replays exactly what was missed, in order and as after a gap, without a new list', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [through(proxy)], prefixes: ['/services/', '/service/'] });
    await watch.untilLive();
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    for (let index = 0; index < 40; index += 1) {
      await writer
        .put(`${index % 2 === 0 ? '/services' : '/service'}/web/1`)
        .value(plainValue({ version: `${index}` }));
    }
    await proxy.resume();
    await watch.untilLive();
    await writer.put('/services/web/1').value(plainValue({ version: 'live' }));
    await watch.until(() => watch.batches().length === 41);
    expect(watch.batches().map(({ batch }) => batch.upserted[0]?.version)).toEqual([
      ...Array.from({ length: 40 }, (_, index) => `${index}`),
      'live',
    ]);
    expect(watch.batches().map(({ afterGap }) => afterGap)).toEqual([...Array(40).fill(true), false]);
    expect(watch.lists()).toHaveLength(1);
    expect(watch.links()).toEqual(['live', 'stale', 'live']);
  });

  it('replays what was missed also when the last things seen were a change and a removal', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/1').value(plainValue());
    await writer.put('/services/web/2').value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [through(proxy)] });
    await watch.untilLive();
    await writer
      .if('none', 'Create', '==', 0)
      .then(writer.put('/services/web/2').value(plainValue({ version: '2' })), writer.delete().key('/services/web/1'))
      .commit();
    await watch.until(() => watch.batches().length === 1);
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await writer.delete().key('/services/web/2');
    await proxy.resume();
    await watch.untilLive();
    expect(watch.batches().at(-1)).toMatchObject({ batch: { removed: [{ cause: 'deleted' }] }, afterGap: true });
    expect(watch.lists()).toHaveLength(1);
  });

  it('lists again when what was missed is compacted', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/1').value(plainValue());
    await writer.put('/services/web/2').value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [through(proxy)] });
    await watch.untilLive();
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await writer.delete().key('/services/web/1');
    const { header } = await writer.put('/services/web/3').value(plainValue());
    await writer.kv.compact({ revision: header.revision, physical: true });
    await proxy.resume();
    await watch.until(() => watch.lists().length === 2);
    await watch.untilLive();
    expect(watch.lists()[1]?.instances.map(({ nativeId }) => nativeId)).toEqual(['/services/web/2', '/services/web/3']);
    await writer.put('/services/web/4').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
  });

  it('keeps idle prefixes ahead of compaction, so that one busy elsewhere needs no new list', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [through(proxy)], silenceMs: 100 });
    await watch.untilLive();
    const { header } = await writer.put('/elsewhere').value('x');
    for (let index = 0; index < 5; index += 1) await writer.put('/elsewhere').value(`${index}`);
    await writer.kv.compact({ revision: header.revision, physical: true });
    // The next sign of life moves the idle place on.
    const before = proxy.received();
    await eventually(() => proxy.received() > before + 100);
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await proxy.resume();
    await watch.until(() => watch.links().length === 3);
    expect(watch.lists()).toHaveLength(1);
  });

  it.each(['up', 'down'] as const)(
    'notices a connection that is half open (%s) and returns over a new one',
    async (direction) => {
      await using etcd = await startEtcd();
      await using proxy = await startFaultProxy(etcd.port);
      using writer = etcdWriter(etcd.endpoint);
      await using watch = watchEtcdServer({ endpoints: [through(proxy)], silenceMs: 200, requestTimeoutMs: 500 });
      await watch.untilLive();
      proxy.pause(direction);
      await writer.put('/services/web/1').value(plainValue());
      await watch.until(() => watch.links().at(-1) === 'stale', 5_000);
      await proxy.resume();
      await watch.untilLive(10_000);
      await watch.until(() => watch.batches().length === 1);
      expect(watch.lists()).toHaveLength(1);
    },
  );

  it('loses nothing when a frame is cut in the middle', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [through(proxy)] });
    await watch.untilLive();
    proxy.cutMidFrame(1_000);
    const blob = 'x'.repeat(5_000);
    for (let index = 0; index < 10; index += 1) {
      await writer.put(`/services/web/${index}`).value(plainValue({ metadata: { blob } }));
    }
    await watch.until(() => watch.batches().length === 10);
    expect(watch.links()).toContain('stale');
    const keys = watch.batches().flatMap(({ batch }) => batch.upserted.map(({ nativeId }) => nativeId));
    expect(keys).toEqual(Array.from({ length: 10 }, (_, index) => `/services/web/${index}`));
  });

  it('is back within 10 s after a kill and a restart with the same data', async () => {
    await using etcd = await startEtcd();
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await etcd.kill();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await etcd.restart();
    await watch.untilLive(10_000);
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/1').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    expect(watch.lists()).toHaveLength(1);
  });

  it('lists again when the data was wiped', async () => {
    await using etcd = await startEtcd();
    {
      using writer = etcdWriter(etcd.endpoint);
      for (let index = 0; index < 5; index += 1) await writer.put(`/services/old/${index}`).value(plainValue());
    }
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await etcd.kill();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await etcd.restart({ wiped: true });
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/new/1').value(plainValue());
    await watch.until(
      () =>
        watch
          .lists()
          .at(-1)
          ?.instances.map(({ nativeId }) => nativeId)
          .join() === '/services/new/1',
    );
    await watch.untilLive();
  });

  it('lists again when the data was wiped and filled beyond the old revision while nobody watched', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    {
      using writer = etcdWriter(etcd.endpoint);
      for (let index = 0; index < 5; index += 1) await writer.put(`/services/old/${index}`).value(plainValue());
    }
    await using watch = watchEtcdServer({ endpoints: [through(proxy)] });
    await watch.untilLive();
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await etcd.restart({ wiped: true });
    using writer = etcdWriter(etcd.endpoint);
    for (let index = 0; index < 20; index += 1) await writer.put('/services/new/1').value(plainValue());
    await proxy.resume();
    await watch.until(() => watch.lists().length === 2);
    await watch.untilLive();
    expect(watch.lists()[1]?.instances.map(({ nativeId }) => nativeId)).toEqual(['/services/new/1']);
  });

  it('turns to another member when its own is killed', async () => {
    await using cluster = await startEtcdCluster();
    using writer = etcdWriter([...cluster.endpoints].slice(1));
    await using watch = watchEtcdServer({ endpoints: cluster.endpoints });
    await watch.untilLive();
    await cluster.members[0]?.kill();
    await watch.until(() => watch.links().join() === 'live,stale,live');
    await writer.put('/services/web/1').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    expect(watch.lists()).toHaveLength(1);
    const { members } = await watch.registry.describe(AbortSignal.timeout(10_000));
    expect(members.map(({ status }) => status).sort()).toEqual(['critical', 'passing', 'passing']);
    expect(members.filter(({ role }) => role === 'leader')).toHaveLength(1);
  });

  it('is stale while there is no leader, though its member still answers', async () => {
    await using cluster = await startEtcdCluster();
    const [first, second, third] = cluster.members;
    await using watch = watchEtcdServer({ endpoints: cluster.endpoints.slice(0, 1) });
    await watch.untilLive();
    second?.signal('SIGSTOP');
    third?.signal('SIGSTOP');
    await watch.until(() => watch.links().at(-1) === 'stale');
    const stale = watch.events.find((event) => event.kind === 'link' && event.link.state === 'stale');
    expect(stale).toMatchObject({ link: { cause: expect.stringMatching(/no-leader|timeout/) } });
    second?.signal('SIGCONT');
    third?.signal('SIGCONT');
    await watch.untilLive(15_000);
    using writer = etcdWriter(first?.endpoint ?? '');
    await writer.put('/services/web/1').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
  });
});

function through(proxy: { readonly port: number }): string {
  return `http://127.0.0.1:${proxy.port}`;
}
