import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '@/lib/config';

const EXAMPLES = [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, yaml = '']) => yaml,
);
/** Those of every `${NAME}`. */
const VALUES = Object.fromEntries(
  EXAMPLES.flatMap((yaml) => [...yaml.matchAll(/\$\{(\w+)\}/g)]).map(([, name = '']) => [name, 'https://x.example/y']),
);
/** What the rules of an example are for. */
const REGISTRIES = { registries: ['orders', 'west'].map((id) => ({ id, kind: 'etcd', endpoints: ['http://e:2379'] })) };

describe('the examples of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-readme-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('show every section that a configuration has', () => {
    const shown = new Set(EXAMPLES.flatMap((yaml) => Object.keys(parse(yaml))));
    const sections = [
      'registries',
      'allowedHosts',
      'checks',
      'notifications',
      'history',
      'metrics',
      'simulation',
      'access',
    ];
    expect([...shown].sort()).toEqual(sections.sort());
  });

  it.each(EXAMPLES.map((yaml) => [yaml.split('\n', 2).join(' '), yaml]))('begin a Rollcall: %s', (_, yaml) => {
    const file = join(folder, 'rollcall.config.yaml');
    writeFileSync(file, JSON.stringify({ ...REGISTRIES, ...parse(yaml) }));
    expect(() => loadConfig({ ROLLCALL_CONFIG: file, ...VALUES })).not.toThrow();
  });
});
