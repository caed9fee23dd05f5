import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dubboFixtures, encoded } from '../fixtures/formats/dubbo';
import { type KeyToRead, keyValue, quietLedger, readKey, readKeys } from '../support/read-key';

const HOST = '10.0.0.5:20880';
const SHOP = 'application=shop&side=provider';

function provider(iface = 'shop.Cart', query = SHOP, address = HOST): KeyToRead {
  return { key: `/dubbo/${iface}/providers/${encoded(`dubbo://${address}/${iface}?${query}`)}`, value: '' };
}

function configurator(url: string, iface = 'shop.Cart'): KeyToRead {
  return { key: `/dubbo/${iface}/configurators/${encoded(url)}`, value: '' };
}

function router(rule: string, query = ''): KeyToRead {
  const url = `route://0.0.0.0/shop.Cart?category=routers&router=condition&rule=${encoded(rule)}${query}`;
  return { key: `/dubbo/shop.Cart/routers/${encoded(url)}`, value: '' };
}

function configured(name: string, value: string): KeyToRead {
  return { key: `/dubbo/config/dubbo/${name}`, value };
}

const APPLICATION = {
  key: `/services/shop/${HOST}`,
  value: { serviceName: 'shop', host: '10.0.0.5', port: 20_880, enabled: true, healthy: true, metadata: {} },
  lease: '9',
};

describe('Dubbo', () => {
  it.each(dubboFixtures)('is read as its makers write it: $title', ({ keys, expect: instances, belonging = 0 }) => {
    const read = readKeys(keys.map(({ leased, ...entry }) => ({ ...entry, ...(leased && { lease: '7' }) })));
    expect(read.rejected).toEqual([]);
    expect(read.instances).toHaveLength(instances.length);
    for (const instance of instances) {
      expect(read.instances).toContainEqual(
        expect.objectContaining({ address: instance.address, port: instance.port }),
      );
      const same = read.instances.find(({ address, port }) => address === instance.address && port === instance.port);
      expect(same).toMatchObject(instance);
    }
    expect(read.tally.reduce((sum, tally) => sum + tally.belonging, 0)).toBe(belonging);
  });
});

describe('a provider of Dubbo', () => {
  it('is its interface where it names no application', () => {
    expect(readKeys([provider('shop.Cart', 'side=provider')]).instances).toMatchObject([{ service: 'shop.Cart' }]);
  });

  it('is read below another root where the shape is certain', () => {
    const key = String(provider().key).replace('/dubbo/', '/staging/');
    expect(readKeys([{ key, value: '' }]).instances).toMatchObject([{ service: 'shop', port: 20_880 }]);
    expect(readKey('/staging/shop.Cart/providers', '')).toMatchObject({ tally: [{ belonging: 1 }] });
    expect(readKey('/staging/shop.Cart', '')).toHaveProperty('reason');
  });

  it.each([
    ['[2001:db8::1]:20880', '2001:db8::1'],
    ['fe80:0:0:0:894:aeec:f37d:23e1:20880', 'fe80:0:0:0:894:aeec:f37d:23e1'],
    ['user:secret@10.0.0.5:20880', '10.0.0.5'],
  ])('at %s has the address %s, and no credentials', (text, address) => {
    const { instances } = readKeys([provider('shop.Cart', SHOP, text)]);
    expect(instances).toMatchObject([{ address, port: 20_880 }]);
    expect(instances[0]?.endpoints[0]).not.toContain('secret');
  });

  it('may be encoded by Go, whose spaces are encoded twice, or by Java, whose plus is one', () => {
    const go = provider('shop.Cart', 'application=Käse+shop&release=dubbo-golang-3.0.0&owner=J%C3%B6rg');
    const java = provider('shop.Cart', 'application=Käse shop&version=1.0+2&release=3.2.0&owner=Jörg');
    expect(readKeys([go]).instances).toMatchObject([{ service: 'Käse shop', metadata: { owner: 'Jörg' } }]);
    expect(readKeys([java]).instances).toMatchObject([{ service: 'Käse shop', version: '1.0+2' }]);
  });

  it.each(['%FF%zz', '%E4%28', '%C3'])('with %s in its URL is rejected and says so', (part) => {
    expect(readKey(`/dubbo/shop.Cart/providers/tri%3A%2F%2F10.0.0.5%3A1%2F${part}`, '')).toMatchObject({
      reason: 'the URL in the key has a percent sign that encodes no UTF-8 text',
      nearestFormat: 'dubbo-interface',
    });
  });

  it.each([
    ['tri%3A%2F%2F10.0.0.5%2Fshop.Cart', 'the provider’s URL tri://… names no port'],
    ['tri%3A%2F%2F%2Fshop.Cart', 'the last part of the key is no URL of the form protocol://host:port/interface'],
    ['tri://10.0.0.5:80', 'the key ends in "tri:" after providers, expected one percent-encoded URL'],
    ['x', 'the key ends in "x" after providers, expected one percent-encoded URL'],
  ])('as %s is rejected with a reason', (part, reason) => {
    expect(readKey(`/dubbo/shop.Cart/providers/${part}`, '')).toMatchObject({ reason });
  });

  it('leaves other layouts below its root to them', () => {
    expect(readKey('/dubbo/web/10.0.0.1:80', '10.0.0.1:80')).toMatchObject({ format: 'host-port' });
    expect(readKey('/dubbo/web/a', { address: '10.0.0.1', port: 80 })).toMatchObject({ format: 'plain' });
    expect(readKey('/dubbo/web/a', '')).toMatchObject({ nearestFormat: 'dubbo-interface' });
  });

  it.each([
    ['weight=200', 200, 'in'],
    ['weight=0', 0, 'out'],
    ['weight=-5', 0, 'out'],
    ['weight=many', 100, 'in'],
    ['disabled=true', 100, 'out'],
    ['disabled=false', 100, 'in'],
    ['enabled=false', 100, 'out'],
  ])('with %s has the weight %i and is %s', (query, weight, rotation) => {
    expect(readKeys([provider('shop.Cart', `${SHOP}&${query}`)]).instances).toMatchObject([{ weight, rotation }]);
  });

  it('stays in rotation while one of its interfaces is, and says which is not', () => {
    const { instances } = readKeys([provider('shop.Cart', `${SHOP}&disabled=true`), provider('shop.Order')]);
    expect(instances).toMatchObject([{ rotation: 'in', metadata: { 'dubbo.out': 'shop.Cart: disabled=true' } }]);
  });

  it('has the weight most of its interfaces have, and notes them all', () => {
    const weights = { a: 50, b: 50, c: 80 };
    const { instances } = readKeys(Object.entries(weights).map(([name, w]) => provider(name, `${SHOP}&weight=${w}`)));
    expect(instances).toMatchObject([{ weight: 50, metadata: { 'dubbo.weights': 'a: 50; b: 50; c: 80' } }]);
  });

  it('has a version only where all its interfaces have the same', () => {
    const versions = (...all: string[]) =>
      readKeys(all.map((version, at) => provider(`shop.${at}`, `${SHOP}&version=${version}`))).instances[0]?.version;
    expect(versions('1.0', '1.0')).toBe('1.0');
    expect(versions('1.0', '2.0')).toBeNull();
    expect(versions('0.0.0')).toBeNull();
  });
});

describe('an instance registered at both levels of Dubbo', () => {
  it('is one, and its application’s key stands for it', () => {
    const { instances } = readKeys([{ ...provider(), lease: '7' }, APPLICATION]);
    expect(instances).toMatchObject([
      { format: 'dubbo-application', nativeId: APPLICATION.key, lease: { id: '9' }, endpoints: [`dubbo://${HOST}`] },
    ]);
  });

  it('stays the same instance when one level goes', () => {
    const ledger = quietLedger();
    ledger.put(keyValue(provider(), 1));
    const [before] = ledger.settle().upserted;
    ledger.put(keyValue(APPLICATION, 2));
    expect(ledger.settle()).toMatchObject({ upserted: [{ id: before?.id, format: 'dubbo-application' }], left: [] });
    ledger.remove(Buffer.from(APPLICATION.key));
    expect(ledger.settle()).toMatchObject({ upserted: [{ id: before?.id, format: 'dubbo-interface' }], left: [] });
  });

  it('is out only when both are', () => {
    const keys = [provider('shop.Cart', `${SHOP}&disabled=true`), APPLICATION];
    expect(readKeys(keys).instances).toMatchObject([{ rotation: 'in' }]);
    const rule = configured(
      'shop.configurators',
      'configVersion: v2.7\nscope: application\nkey: shop\nenabled: true\nconfigs:\n- side: provider\n  parameters: {disabled: true}\n',
    );
    expect(readKeys([...keys, rule]).instances).toMatchObject([{ rotation: 'out' }]);
  });

  it('is out when the configuration takes out all its interfaces', () => {
    const rule = configured(
      'shop.Cart::.configurators',
      'configVersion: v2.7\nscope: service\nconfigs:\n- side: consumer\n  parameters: {disabled: true}\n',
    );
    expect(readKeys([provider(), APPLICATION, rule]).instances).toMatchObject([{ rotation: 'out' }]);
  });
});

describe('Dubbo’s application level', () => {
  it.each([
    [-1, 100],
    [0, 100],
    [undefined, 100],
    [30, 30],
  ])('takes the weight %s for %i', (given, weight) => {
    const value = { ServiceName: 'shop', Host: '10.0.0.5', Port: 1, Weight: given, Enable: true, Healthy: true };
    expect(readKey('/services/shop/10.0.0.5:1', value)).toMatchObject({ weight, rotation: 'in' });
  });

  it('reads IPv6, several protocols, tags and the metadata as it is', () => {
    const metadata = {
      'dubbo.endpoints': '[{"port":50051,"protocol":"tri"},{"port":20880,"protocol":"dubbo"}]',
      region: 'größer',
    };
    const value = { ServiceName: 'shop', Host: '::1', Port: 20_880, Metadata: metadata, Tag: 'gray' };
    expect(readKey('/services/shop/[::1]:20880', value)).toMatchObject({
      address: '::1',
      endpoints: ['dubbo://[::1]:20880', 'tri://[::1]:50051'],
      tags: ['gray'],
      metadata,
    });
  });

  it.each(['[', '{}', '[1,{"port":"x"}]', ''])('goes without endpoints it cannot read: %s', (text) => {
    const value = { ...APPLICATION.value, metadata: { 'dubbo.endpoints': text } };
    expect(readKey(APPLICATION.key, value)).toMatchObject({ endpoints: [HOST] });
  });

  it.each([
    [{ port: 0 }, 'port is 0, expected a whole number from 1 to 65535'],
    [{ host: 'a b' }, 'host is "a b", expected a host name or IP address'],
  ])('rejects %j and says why', (wrong, reason) => {
    expect(readKey(APPLICATION.key, { ...APPLICATION.value, ...wrong })).toMatchObject({ reason });
  });

  it.each([
    { name: 'shop', address: '10.0.0.5', port: 20_880 },
    { serviceName: 'shop', host: '10.0.0.5', port: 20_880 },
    { ServiceName: 'shop', IP: '10.0.0.5', Port: 20_880 },
  ])('leaves %j to other formats', (value) => {
    expect(readKey(APPLICATION.key, value)).not.toMatchObject({ format: 'dubbo-application' });
    expect(readKey(APPLICATION.key, value)).toMatchObject({ service: 'shop' });
  });

  it('counts the parent that Java’s clients write, known by its hash', () => {
    expect(readKey('/services/shop', '1379043808')).toHaveProperty('reason');
    expect(readKey('/services/a', '-282113953')).toMatchObject({
      tally: [{ format: 'dubbo-application', belonging: 1 }],
    });
  });
});

describe('a configurator of Dubbo', () => {
  const off = 'override://10.0.0.5:20880/shop.Cart?category=configurators&dynamic=false&disabled=true';

  it('counts whether it comes before or after the providers, until it goes', () => {
    const ledger = quietLedger();
    const rule = keyValue(configurator(off), 1);
    ledger.put(rule);
    ledger.put(keyValue(provider(), 2));
    expect(ledger.settle().upserted).toMatchObject([
      { rotation: 'out', metadata: { 'dubbo.configured': 'shop.Cart: disabled=true' } },
    ]);
    ledger.remove(rule.key);
    expect(ledger.settle().upserted).toMatchObject([{ rotation: 'in' }]);
    ledger.put(rule);
    expect(ledger.settle().upserted).toMatchObject([{ rotation: 'out' }]);
  });

  it.each([
    ['override://0.0.0.0/shop.Cart?weight=7', 7],
    ['override://0.0.0.0:20880/shop.Cart?weight=7', 7],
    ['override://10.0.0.5:20881/shop.Cart?weight=7', 100],
    ['override://10.0.0.6:20880/shop.Cart?weight=7', 100],
    ['override://0.0.0.0/shop.Cart?weight=7&enabled=false', 100],
    ['override://0.0.0.0/shop.Cart?weight=7&application=shop', 7],
    ['override://0.0.0.0/shop.Cart?weight=7&application=web', 100],
    ['override://0.0.0.0/shop.Cart?weight=7&version=2.0', 100],
    ['override://0.0.0.0/shop.Cart?weight=7&~side=consumer', 100],
    ['absent://0.0.0.0/shop.Cart?weight=7', 7],
    ['mock://0.0.0.0/shop.Cart?weight=7', 100],
  ])('%s leaves the weight at %#: %i', (url, weight) => {
    expect(readKeys([provider(), configurator(url)]).instances).toMatchObject([{ weight }]);
  });

  it('sets with absent:// only what is missing', () => {
    const keys = [provider('shop.Cart', `${SHOP}&weight=9`), configurator('absent://0.0.0.0/shop.Cart?weight=7')];
    expect(readKeys(keys).instances).toMatchObject([{ weight: 9 }]);
  });

  it('for one address wins over one for all', () => {
    const one = configurator('override://10.0.0.5:20880/shop.Cart?weight=1');
    const all = configurator('override://0.0.0.0/shop.Cart?weight=2');
    expect(readKeys([provider(), one, all]).instances).toMatchObject([{ weight: 1 }]);
  });

  it('for some consumers alone is told, and takes nothing out', () => {
    const rule = configurator('override://10.9.9.9/shop.Cart?disabled=true');
    expect(readKeys([provider(), rule]).instances).toMatchObject([
      { rotation: 'in', metadata: { 'dubbo.configured': 'shop.Cart: disabled=true (some consumers)' } },
    ]);
  });

  it('of one root says nothing of another', () => {
    const other = { key: String(provider().key).replace('/dubbo/', '/staging/'), value: '' };
    expect(readKeys([other, configurator(off)]).instances).toMatchObject([{ rotation: 'in' }]);
  });
});

describe('Dubbo’s configuration', () => {
  const item = (lines: string, head = 'configVersion: v2.7\nscope: service\nkey: shop.Cart\nenabled: true') =>
    `${head}\nconfigs:\n- addresses: ["0.0.0.0"]\n  parameters:\n    weight: 7\n${lines}`;

  it.each([
    ['  side: provider', 7],
    ['  side: consumer', 7],
    ['  side: consumer\n  providerAddresses: ["10.0.0.5:20880"]', 7],
    ['  side: consumer\n  providerAddresses: ["10.0.0.6:20880"]', 100],
    ['  side: consumer\n  applications: [web]', 100],
    ['  side: provider\n  applications: [shop]', 7],
    ['  side: provider\n  type: weight\n  enabled: false', 100],
    ['  side: provider\n  match: {address: {wildcard: "10.*"}}', 100],
    ['', 100],
  ])('with %j in a service’s rule gives the weight %i', (lines, weight) => {
    const rule = configured('shop.Cart::.configurators', item(lines));
    expect(readKeys([provider(), rule]).instances).toMatchObject([{ weight }]);
  });

  it('is off with enabled: false, and speaks of exactly its version and group', () => {
    const off = configured('shop.Cart::.configurators', item('  side: provider', 'enabled: false'));
    expect(readKeys([provider(), off]).instances).toMatchObject([{ weight: 100 }]);
    const other = configured('shop.Cart:2.0:eu.configurators', item('  side: provider'));
    expect(readKeys([provider(), other]).instances).toMatchObject([{ weight: 100 }]);
    const same = provider('shop.Cart', `${SHOP}&version=2.0&group=eu`);
    expect(readKeys([same, other]).instances).toMatchObject([{ weight: 7 }]);
  });

  it('of an application may be narrowed to addresses and services', () => {
    const app = (lines: string) =>
      configured('shop.configurators', item(lines, 'configVersion: v3.0\nscope: application\nkey: shop'));
    const weights = (lines: string) => readKeys([provider(), app(lines)]).instances[0]?.weight;
    expect(weights('  side: provider')).toBe(7);
    expect(weights('  side: provider\n  services: [shop.Cart]')).toBe(7);
    expect(weights('  side: provider\n  services: [shop.Order]')).toBe(100);
    expect(weights('  side: provider\n  providerAddresses: ["10.0.0.6:20880"]')).toBe(100);
    expect(weights('  side: consumer')).toBe(100);
  });

  it('may be a list of URLs', () => {
    const rule = configured('shop.Cart::.configurators', '["override://0.0.0.0/shop.Cart?weight=7"]');
    expect(readKeys([provider(), rule]).instances).toMatchObject([{ weight: 7 }]);
  });

  it.each([
    '[*]',
    'a: &a [*a]',
    '{'.repeat(15_000),
    '? '.repeat(8_000),
    `${'}'.repeat(5_000)}${'['.repeat(5_000)}`,
    `${'? '.repeat(8)}${'- '.repeat(9_000)}`,
    'configs: [1, {parameters: 5}]',
    'tags: 5',
    'conditions: {a: 1}',
    '',
    'x'.repeat(200_000),
  ])('belongs and changes nothing where it makes no sense, at once: %#', (text) => {
    for (const name of ['shop.Cart::.configurators', 'shop.condition-router', 'shop.tag-router', 'other']) {
      const { instances, rejected } = readKeys([provider(), configured(name, text)]);
      expect(instances).toMatchObject([{ weight: 100, rotation: 'in' }]);
      expect(rejected).toEqual([]);
    }
  });
});

describe('a router of Dubbo', () => {
  it.each([
    ['=> host != 10.0.0.5', 'out'],
    ['=> host != 10.0.0.4,10.0.0.5', 'out'],
    ['=> host != 10.0.0.*', 'out'],
    ['host != 10.0.0.5', 'out'],
    ['true => provider.host != 10.0.0.5', 'out'],
    ['=> host = 10.0.0.4,10.0.0.6', 'out'],
    ['=> address = *:20881', 'out'],
    ['=> region = hangzhou', 'out'],
    ['=>', 'out'],
    ['=> false', 'out'],
    ['=> host = 10.0.0.*', 'in'],
    ['=> host != 10.0.0.6', 'in'],
    ['=> port = 20880 & host != 10.0.0.6', 'in'],
    ['=> side = provider', 'in'],
    ['=> , host', 'in'],
    ['host = 10.1.* => host != 10.0.0.5', 'in'],
    ['=> host = $host', 'in'],
  ])('with %s leaves the instance %s of rotation', (rule, rotation) => {
    expect(readKeys([provider(), router(rule)]).instances).toMatchObject([{ rotation }]);
  });

  it('for some consumers is told in its own words, those that concern the instance only', () => {
    const keys = [router('host = 10.1.* => host != 10.0.0.5'), router('host = 10.2.* => host != 10.0.0.6')];
    expect(readKeys([provider(), ...keys]).instances).toMatchObject([
      { metadata: { 'dubbo.routed': 'host = 10.1.* => host != 10.0.0.5 (some consumers)' } },
    ]);
  });

  it.each(['&enabled=false', '&router=script'])('with %s changes nothing', (query) => {
    const keys = [provider(), router('=> host != 10.0.0.5', query)];
    const { instances, tally } = readKeys(query.includes('script') ? [provider(), scripted()] : keys);
    expect(instances).toMatchObject([{ rotation: 'in' }]);
    expect(tally).toMatchObject([{ instances: 1, belonging: 1 }]);
  });

  it('of the configuration counts for a service or a whole application', () => {
    const text = 'enabled: true\nforce: true\nconditions:\n- "=> host != 10.0.0.5"\n';
    for (const name of ['shop.Cart::.condition-router', 'shop.condition-router']) {
      const { instances } = readKeys([provider(), configured(name, text)]);
      expect(instances).toMatchObject([{ rotation: 'out', metadata: { 'dubbo.routed': '=> host != 10.0.0.5' } }]);
    }
  });

  it('may tag addresses, which go on serving those who ask for the tag', () => {
    const text = `tags:\n- name: gray\n  addresses: ["${HOST}"]\n- name: blue\n  addresses: ["10.0.0.6:1"]\n`;
    expect(readKeys([provider(), configured('shop.tag-router', text)]).instances).toMatchObject([
      { rotation: 'in', tags: ['gray'], metadata: { 'dubbo.routed': 'tag gray: consumers asking for it' } },
    ]);
  });

  function scripted(): KeyToRead {
    const url = 'script://0.0.0.0/shop.Cart?category=routers&rule=function';
    return { key: `/dubbo/shop.Cart/routers/${encoded(url)}`, value: '' };
  }
});

describe('a consumer of Dubbo', () => {
  const consumer = (query: string, host = '10.0.0.9') =>
    keyValue({ key: `/dubbo/shop.Cart/consumers/${encoded(`consumer://${host}/shop.Cart?${query}`)}`, value: '' });

  it('is told for the service it subscribes to', () => {
    const ledger = quietLedger();
    ledger.put(keyValue(provider('shop.Cart', `${SHOP}&version=1.0&group=eu`)));
    ledger.put(consumer('application=web&version=1.0&group=eu&category=consumers'));
    ledger.put(consumer('version=1.0&group=*', '[::1]'));
    ledger.put(consumer('application=old&version=0.9&group=eu'));
    ledger.settle();
    expect(ledger.consumers('shop').toSorted((one, other) => (one.address < other.address ? -1 : 1))).toEqual([
      { address: '10.0.0.9', application: 'web', subscribes: 'shop.Cart:1.0:eu' },
      { address: '::1', application: null, subscribes: 'shop.Cart:1.0:*' },
    ]);
    expect(ledger.consumers('other')).toEqual([]);
  });
});

describe('whatever lies under the prefixes of Dubbo', () => {
  it('is read or rejected, and never throws', { timeout: 30_000 }, () => {
    const part = fc.oneof(
      fc.constantFrom('providers', 'consumers', 'configurators', 'routers', 'config', 'dubbo', 'mapping', 'shop.Cart'),
      fc.constantFrom('shop.configurators', 'shop.tag-router', 'a::.condition-router', '__proto__', '10.0.0.5:20880'),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc
        .tuple(
          fc.constantFrom('tri', 'override', 'absent', 'route', 'consumer'),
          fc.webUrl({ withQueryParameters: true }),
        )
        .map(([protocol, url]) => encoded(url.replace(/^https?/, protocol))),
      fc
        .tuple(fc.constantFrom('rule', '__proto__', 'weight', '~a', 'version'), fc.string({ maxLength: 12 }))
        .map(([name, value]) => encoded(`route://0.0.0.0:1/a?${name}=${value.toWellFormed()}`)),
    );
    const key = fc
      .tuple(fc.constantFrom('/dubbo', '/services', '/services\\'), fc.array(part, { maxLength: 4 }))
      .map(([root, parts]) => Buffer.from([root, ...parts].join('/')));
    const name = fc.constantFrom(
      'ServiceName',
      'Host',
      'Port',
      'Metadata',
      'serviceName',
      'host',
      'port',
      'metadata',
      'enabled',
      'healthy',
    );
    const json = fc.dictionary(name, fc.oneof(fc.jsonValue(), fc.constantFrom('10.0.0.5', 20_880, true)));
    const value = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.string().map((text) => Buffer.from(`configs: [{side: provider, parameters: {weight: ${text}}}]`)),
      json.map((object) => Buffer.from(JSON.stringify(object))),
    );
    const entries = fc.uniqueArray(fc.record({ key, value }), { maxLength: 6, selector: (entry) => String(entry.key) });
    fc.assert(
      fc.property(entries, (keys) => {
        const { rejected, tally } = readKeys([provider(), ...keys]);
        const counted = tally.reduce((sum, one) => sum + one.instances + one.belonging + one.rejected, 0);
        const nowhere = rejected.filter(({ nearestFormat }) => nearestFormat === undefined).length;
        expect(counted + nowhere).toBe(keys.length + 1);
      }),
      { numRuns: 500 },
    );
  });
});

it('a router of a length nobody writes is not taken apart', () => {
  const rule = encodeURIComponent(`=> host != 10.0.0.1${'&'.repeat(300_000)}`);
  const url = encodeURIComponent(`route://0.0.0.0/a.B?category=routers&router=condition&rule=${rule}`);
  // Taken apart it would take minutes.
  expect(readKeys([{ key: `/dubbo/a.B/routers/${url}`, value: '' }]).tally).toMatchObject([{ belonging: 1 }]);
});
