import { readdirSync } from 'node:fs';
import { findProgram, programVersion } from './find-program.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/**
 * The programs tests run against. `suite` is the Debian suite whose package is new (or free) enough;
 * without one the machine's own suite serves.
 */
export const TEST_SERVERS = [
  {
    name: 'etcd',
    variable: 'ETCD_BIN',
    programs: ['etcd'],
    version: { args: ['--version'], least: [3, 5] },
    debian: { packages: ['etcd-server'], suite: 'trixie' },
    advice: 'etcd 3.5 or newer: put `etcd` on the path or its file in ETCD_BIN',
  },
  {
    name: 'etcd',
    variable: 'ETCDCTL_BIN',
    programs: ['etcdctl'],
    version: { args: ['version'], least: [3, 5] },
    debian: { packages: ['etcd-client'], suite: 'trixie' },
    advice: 'etcdctl 3.5 or newer: put `etcdctl` on the path or its file in ETCDCTL_BIN',
  },
  {
    name: 'consul',
    variable: 'CONSUL_BIN',
    programs: ['consul'],
    version: { args: ['version'], least: [1, 8] },
    debian: { packages: ['consul'], suite: 'bullseye' },
    advice: 'Consul 1.8 or newer: put `consul` on the path or its file in CONSUL_BIN',
  },
  {
    name: 'postgres',
    variable: 'PG_BIN',
    programs: ['postgres', ...debianPostgres()],
    version: { args: ['--version'], least: [13, 0] },
    debian: { packages: ['postgresql'] },
    advice: 'PostgreSQL 13 or newer: put `postgres` on the path or its file, with `initdb` beside it, in PG_BIN',
  },
  {
    name: 'chromium',
    variable: 'CHROMIUM_BIN',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: { packages: ['chromium'] },
    advice: 'Chromium: put `chromium` on the path or its file in CHROMIUM_BIN',
  },
];

/** The file of a test server that is new enough: what its variable names, or what is on the path. */
export function locateTestServer(server, env = process.env) {
  const named = env[server.variable];
  const file = findProgram(named ? [named] : server.programs, env.PATH);
  if (file === undefined || server.version === undefined) return file;
  const version = programVersion(file, server.version.args);
  return version !== undefined && atLeast(version, server.version.least) ? file : undefined;
}

/** The names in ROLLCALL_TEST_WITHOUT: what the person running the tests chose to go without. */
export function unwantedTestServers(env = process.env) {
  const names = (env.ROLLCALL_TEST_WITHOUT ?? '').split(',').map((name) => name.trim());
  return new Set(names.filter(Boolean));
}

function atLeast([major, minor], [leastMajor, leastMinor]) {
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Debian keeps them off the path, so that several versions fit on a machine; the newest comes first. */
function debianPostgres() {
  try {
    const versions = readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => `${DEBIAN_POSTGRES}/${version}/bin/postgres`);
  } catch {
    return [];
  }
}
