import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pinTo, sourceEntryFor } from '@/scripts/debian-sources.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-apt-'));
  mkdirSync(join(folder, 'sources.list.d'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a deb822 entry keeps its host and keyring and names the other suite alone', () => {
  writeFileSync(
    join(folder, 'sources.list.d/debian.sources'),
    `Types: deb deb-src
# a comment
URIs: http://mirror.test/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.test/security
Suites: bookworm-security
Components: main
`,
  );
  expect(sourceEntryFor('trixie', 'bookworm', folder)).toEqual({
    extension: 'sources',
    text: `Types: deb
Suites: trixie
Components: main
Check-Valid-Until: no
URIs: http://mirror.test/debian
Signed-By: /usr/share/keyrings/archive.gpg
`,
  });
});

test('a one-line entry keeps its options', () => {
  writeFileSync(
    join(folder, 'sources.list'),
    '# deb http://off.test/debian bookworm main\ndeb [signed-by=/k.gpg] http://mirror.test/debian bookworm main non-free\n',
  );
  expect(sourceEntryFor('bullseye', 'bookworm', folder)).toEqual({
    extension: 'list',
    text: 'deb [signed-by=/k.gpg check-valid-until=no] http://mirror.test/debian bullseye main\n',
  });
});

test('an entry that is switched off, or of another vendor, is not copied', () => {
  writeFileSync(
    join(folder, 'sources.list.d/off.sources'),
    'Enabled: no\nTypes: deb\nURIs: http://off.test/debian\nSuites: bookworm\nComponents: main\n',
  );
  writeFileSync(join(folder, 'sources.list.d/vendor.list'), 'deb http://vendor.test/apt stable main\n');
  expect(sourceEntryFor('trixie', 'bookworm', folder)).toBeUndefined();
});

test('a pin lets nothing in but the named packages', () => {
  expect(pinTo('trixie', ['etcd-server', 'etcd-client'])).toBe(`Package: *
Pin: release n=trixie
Pin-Priority: -1

Package: etcd-server etcd-client
Pin: release n=trixie
Pin-Priority: 990
`);
});
