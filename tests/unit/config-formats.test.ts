import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '@/lib/config';
import { createCustomFormat } from '@/lib/registry/etcd/formats/custom-format';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-config-formats-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;

/** What one etcd registry says of its formats, written as YAML in one line. */
function load(formats: string) {
  const path = join(folder, `${++files}.yaml`);
  writeFileSync(path, `registries: [{ kind: etcd, id: e, endpoints: ["http://e:2379"], formats: ${formats} }]`);
  const [registry] = loadConfig({ ROLLCALL_CONFIG: path }).registries;
  if (registry?.kind !== 'etcd' || !registry.formats) throw new Error('no formats were read');
  return registry.formats;
}

/** A custom format that is well but for what is added. */
function custom(fields: string): string {
  return `{ custom: [{ ${fields} }] }`;
}

const ACME = 'name: acme, key: "/acme/{service}/{id}"';
const PLACE = 'registries.0.formats.custom.0';

describe('the formats of a registry', () => {
  it('are forced and switched off by prefix', () => {
    const rules = '[{ prefix: /services/, only: plain }, { prefix: "", off: [plain-guess, host-port] }]';
    expect(load(`{ rules: ${rules} }`).rules).toEqual([
      { prefix: '/services/', only: 'plain' },
      { prefix: '', off: ['plain-guess', 'host-port'] },
    ]);
  });

  it('are described without code, and rules may name those', () => {
    const { rules, custom: customs } = load(
      `{ rules: [{ prefix: /acme/, only: acme }], custom: [{ ${ACME}, fields: { address: /net/host, port: /net/port, health: /up },
        words: { passing: [true], critical: [false, DOWN], out: [0] }, defaultWeight: 10 }] }`,
    );
    expect(rules).toEqual([{ prefix: '/acme/', only: 'acme' }]);
    const [spec] = customs;
    expect(spec).toMatchObject({
      name: 'acme',
      key: { prefix: '/acme/', names: ['service', 'id'] },
      fields: { address: ['net', 'host'], port: ['net', 'port'], health: ['up'] },
      words: { passing: ['true'], warning: [], critical: ['false', 'DOWN'], out: ['0'] },
      defaultWeight: 10,
    });
    expect(spec && createCustomFormat(spec)).toMatchObject({ name: 'acme', prefixes: ['/acme/'] });
  });

  it('may have everything in the key', () => {
    expect(load(custom('name: acme, key: "acme/{service}/{address}"')).custom).toMatchObject([{ fields: {} }]);
  });

  it.each([
    [
      '{ rules: [{ prefix: /a, only: krato }] }',
      'registries.0.formats.rules.0.only: no format has this name; expected',
    ],
    ['{ rules: [{ prefix: /a, only: krato }] }', /expected one of .*host-port, .*plain, plain-flat, plain-guess, /],
    ['{ rules: [{ prefix: /a, off: [plain, krato] }] }', 'rules.0.off.1: no format has this name; expected one of'],
    [`{ rules: [{ prefix: /a, off: [x] }], custom: [{ ${ACME}, fields: { address: /a } }] }`, /expected one of acme, /],
    ['{ rules: [{ prefix: /a }] }', 'registries.0.formats.rules.0: expected either only or off'],
    ['{ rules: [{ prefix: /a, only: plain, off: [plain] }] }', 'rules.0: expected either only or off'],
    ['{ rules: [{ prefix: /a, off: [] }] }', 'rules.0.off: expected at least 1 item'],
    ['{ rules: [{ only: plain }] }', 'rules.0.prefix: missing; expected a text'],
    [
      '{ rules: [{ prefix: /a, only: plain }, { prefix: /a, off: [plain] }] }',
      'rules.1.prefix: another rule has this prefix; expected one rule a prefix',
    ],
    ['{ rule: [] }', 'registries.0.formats: unknown "rule"; expected rules or custom'],
    ['[]', 'registries.0.formats: expected a map of settings'],
    [custom('name: acme'), `${PLACE}.key: missing; expected a text`],
    [custom('key: "/acme/{service}/{address}"'), `${PLACE}.name: missing; expected a text`],
    [custom('name: Acme Inc, key: "/acme/{service}/{address}"'), `${PLACE}.name: expected a short name of small`],
    [custom('name: plain, key: "/acme/{service}/{address}"'), `${PLACE}.name: a built-in format has this name`],
    [
      `{ custom: [{ ${ACME}, fields: { address: /a } }, { ${ACME}, fields: { address: /a } }] }`,
      'registries.0.formats.custom.1.name: another custom format has this name',
    ],
    [custom(ACME), `${PLACE}.fields.address: expected a JSON pointer here or {address} in the key`],
    [
      custom('name: acme, key: "/acme/{address}"'),
      `${PLACE}.fields.service: expected a JSON pointer here or {service}`,
    ],
    [custom('name: acme, key: "/{service}/{address}"'), `${PLACE}.key: expected it to begin with a name of its own`],
    [custom('name: acme, key: "/acme/{service}/{service}"'), `${PLACE}.key: the part {service} is there twice`],
    [custom('name: acme, key: "/acme/{a+}/{b+}"'), `${PLACE}.key: expected at most one part like {name+}`],
    [custom('name: acme, key: "/acme/{service}{address}"'), `${PLACE}.key: expected something between two parts`],
    [custom('name: acme, key: "/acme/{service"'), `${PLACE}.key: expected every part as {name}`],
    [
      custom(`${ACME}, fields: { address: net.host }`),
      `${PLACE}.fields.address: expected a JSON pointer like /net/host`,
    ],
    [custom(`${ACME}, fields: { address: /a~2 }`), `${PLACE}.fields.address: expected a JSON pointer like /net/host`],
    [custom(`${ACME}, fields: { adress: /a }`), `${PLACE}.fields: unknown "adress"; expected service, address, port,`],
    [
      custom(`${ACME}, fields: { address: /a }, words: { passing: [UP] }`),
      `${PLACE}.words: they are for fields.health`,
    ],
    [
      custom(`${ACME}, fields: { address: /a, health: /h }, words: { passing: [UP], out: [up] }`),
      `${PLACE}.words: "up" is there twice`,
    ],
    [custom(`${ACME}, fields: { address: /a }, words: { up: [1] }`), 'words: unknown "up"; expected passing, warning,'],
    [custom(`${ACME}, fields: { address: /a }, defaultWeight: -1`), `${PLACE}.defaultWeight: expected at least 0`],
  ])('stop the start where they are %s', (formats, message) => {
    expect(() => load(formats)).toThrow(/\d+\.yaml is not as expected:\n {2}registries\.0\.formats/);
    expect(() => load(formats)).toThrow(message);
    expect(() => load(formats)).not.toThrow(/invalid|unrecognized|received/i);
  });
});
