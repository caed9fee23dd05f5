import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependenciesAreInstalled } from '@/scripts/install-dependencies.mjs';
import { sourceHash } from '@/scripts/source-hash.mjs';

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'rollcall-clone-'));
  mkdirSync(join(clone, 'app'));
  mkdirSync(join(clone, 'node_modules'));
  writeFileSync(join(clone, 'app/page.tsx'), 'one');
});

afterEach(() => rmSync(clone, { recursive: true }));

test('a build is made again when a source file changes, is renamed or goes, not when it is touched', () => {
  const before = sourceHash(clone);
  utimesSync(join(clone, 'app/page.tsx'), 0, 0);
  expect(sourceHash(clone)).toBe(before);
  writeFileSync(join(clone, 'app/page.tsx'), 'two');
  expect(sourceHash(clone)).not.toBe(before);
  rmSync(join(clone, 'app/page.tsx'));
  writeFileSync(join(clone, 'app/other.tsx'), 'one');
  expect(sourceHash(clone)).not.toBe(before);
});

test('a build is not made again for a test, a note or data', () => {
  const before = sourceHash(clone);
  mkdirSync(join(clone, 'tests'));
  writeFileSync(join(clone, 'tests/a.test.ts'), 'test');
  writeFileSync(join(clone, 'README.md'), 'note');
  expect(sourceHash(clone)).toBe(before);
});

test('dependencies are installed when node_modules holds what the lock file asks for', () => {
  write({ installed: { 'node_modules/a': { integrity: 'sha512-1' } } });
  expect(dependenciesAreInstalled(clone)).toBe(true);
});

test.each([
  ['nothing was installed', {}],
  ['a package is missing', { installed: {} }],
  ['a package is another one', { installed: { 'node_modules/a': { integrity: 'sha512-2' } } }],
  [
    'package.json asks for more than the lock file',
    { installed: { 'node_modules/a': { integrity: 'sha512-1' } }, extra: true },
  ],
])('dependencies are not installed when %s', (_, state) => {
  write(state);
  expect(dependenciesAreInstalled(clone)).toBe(false);
});

function write({ installed, extra = false }: { installed?: object; extra?: boolean }): void {
  const dependencies = { a: '1.0.0' };
  const packages = {
    '': { dependencies },
    'node_modules/a': { integrity: 'sha512-1' },
    'node_modules/for-another-system': { integrity: 'sha512-9', optional: true },
  };
  writeFileSync(
    join(clone, 'package.json'),
    JSON.stringify({ dependencies: extra ? { ...dependencies, b: '1.0.0' } : dependencies }),
  );
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages }));
  if (installed === undefined) return;
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
}
