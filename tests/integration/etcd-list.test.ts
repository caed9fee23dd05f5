import { describe, expect, it } from 'vitest';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { asInstance, plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';

describe.skipIf(withoutEtcd)('the first list of etcd', () => {
  it('has every key of many pages once, with the revision of all', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const count = 5_000;
    for (let first = 0; first < count; first += 100) {
      const puts = Array.from({ length: 100 }, (_, index) =>
        writer.put(`/services/web/web-${first + index}`).value(plainValue({ port: 1 + first + index })),
      );
      await writer
        .if('none', 'Create', '==', 0)
        .then(...puts)
        .commit();
    }
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], pageSize: 70 });
    await watch.untilLive();
    const [list] = watch.lists();
    expect(new Set(list?.instances.map((instance) => instance.id)).size).toBe(count);
    expect(list?.instances).toHaveLength(count);
    expect(list?.position).toBe('51');
  });

  it('starts over when its revision is compacted on the way', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    for (let index = 0; index < 200; index += 1) await writer.put(`/services/web/${index}`).value(plainValue());
    let isDone = false;
    const compacting = (async () => {
      while (!isDone) {
        const { header } = await writer.put('/elsewhere').value('x');
        await writer.kv.compact({ revision: header.revision, physical: false });
      }
    })();
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], pageSize: 150 });
    await watch.until(() => watch.lists().length > 0);
    isDone = true;
    await compacting;
    await watch.untilLive();
    expect(watch.lists().at(-1)?.instances).toHaveLength(200);
  });

  it('loses nothing to awkward keys and values: each is an instance or a rejection with its reason', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const instances = [
      '/services/we b/a%2Fb',
      '/services/🦊/ü',
      '/services/nul/\0',
      `/services/${'n'.repeat(1_000)}/1`,
      'services-like/no/prefix',
    ];
    for (const key of instances) await writer.put(key).value(JSON.stringify({ address: '10.0.0.1', port: 80 }));
    await writer.put(Buffer.from([0x2f, 0xff, 0xfe])).value(plainValue());
    await writer.put('/services/bad/utf8').value(Buffer.from([0x7b, 0xff]));
    await writer.put('/services/bad/port').value(plainValue({ port: 'eighty' }));
    await writer.put('/services/bad/json').value('{"address":');
    await writer.put('/services/bad/empty').value('');
    await writer.put('/services/big/1').value(plainValue({ name: 'big', metadata: { blob: 'x'.repeat(1_500_000) } }));
    await writer.put('/rollcall/own/1').value('{}');
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: [''] });
    await watch.untilLive();
    const [list] = watch.lists();
    const keys = list?.instances.map((instance) => instance.nativeId);
    expect(keys?.sort()).toEqual(['/\\xFF\\xFE', ...instances, '/services/big/1'].sort());
    const reasons = Object.fromEntries(list?.rejected.map(({ key, reason }) => [key, reason]) ?? []);
    expect(reasons).toEqual({
      '/services/bad/utf8': 'the value is not UTF-8 text',
      '/services/bad/port': 'port is "eighty", expected a whole number from 1 to 65535',
      '/services/bad/json': 'the value begins like JSON but is not valid JSON',
      '/services/bad/empty': 'the value is empty and the key does not end in host:port',
    });
    expect(list?.instances.map(({ service }) => service)).toContain('n'.repeat(1_000));
    for (const observed of list?.instances ?? []) {
      const { native } = await watch.registry.inspect(asInstance(observed), AbortSignal.timeout(5_000));
      expect(native.key).toBe(observed.nativeId);
    }
  });

  it('reads a prefix inside another one once, and says so', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/1').value(plainValue());
    await using watch = watchEtcdServer({
      endpoints: [etcd.endpoint],
      prefixes: ['/services/web/', '/services/', '/serv'],
    });
    await watch.untilLive();
    expect(watch.lists()[0]?.instances).toHaveLength(1);
    expect(watch.notices()).toEqual(['prefix-overlap /services/', 'prefix-overlap /services/web/']);
  });

  it('is described with version, members, and how many keys lie in each prefix and outside', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/1').value(plainValue());
    await writer.put('/services/web/2').value(plainValue());
    await writer.put('elsewhere').value('x');
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: ['/services/', '/dubbo/'] });
    const { version, members, scopes } = await watch.registry.describe(AbortSignal.timeout(5_000));
    expect(version).toMatch(/^3\./);
    expect(members).toEqual([{ name: 'm1', address: etcd.endpoint, role: 'leader', version, status: 'passing' }]);
    expect(scopes).toEqual([
      { name: '/dubbo/', detail: '0 keys' },
      { name: '/services/', detail: '2 keys' },
      { name: 'outside these prefixes', detail: '1 key, such as elsewhere' },
    ]);
  });
});
