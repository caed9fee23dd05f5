import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pinTo, sourceEntryFor } from './debian-sources.mjs';
import { findProgram } from './find-program.mjs';

const SERVICE_POLICY = '/usr/sbin/policy-rc.d';
const QUIET = { DEBIAN_FRONTEND: 'noninteractive' };

/** Whether packages can be installed here: Debian, as root, with apt. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && osRelease().ID === 'debian' && findProgram(['apt-get']) !== undefined;
}

/**
 * Installs `wanted` (`[{packages, suite?}]`) without starting a service and without upgrading or removing anything
 * else. Returns what apt said when it failed, undefined when all went well.
 */
export function installPackages(wanted) {
  const codename = osRelease().VERSION_CODENAME ?? '';
  for (const [suite, packages] of bySuite(wanted)) {
    if (suite === codename) continue;
    const missing = addSuite(suite, packages, codename);
    if (missing !== undefined) return missing;
  }
  // A foreign source of the machine may be out of reach: the installation decides, not the update.
  apt(['update', '-qq']);
  return withoutStartingServices(() => {
    const packages = wanted.flatMap((one) => one.packages);
    const run = apt(['install', '-y', '-qq', '--no-install-recommends', '--no-remove', ...packages]);
    return run.status === 0 ? undefined : `${run.stdout}${run.stderr}`.trim();
  });
}

function bySuite(wanted) {
  const suites = new Map();
  for (const { suite, packages } of wanted) {
    if (suite !== undefined) suites.set(suite, [...(suites.get(suite) ?? []), ...packages]);
  }
  return suites;
}

function addSuite(suite, packages, codename) {
  const entry = sourceEntryFor(suite, codename);
  if (entry === undefined) return `apt has no source entry for ${codename} to copy for ${suite}`;
  // The pin goes first: at no moment may the suite offer anything else.
  writeFileSync(`/etc/apt/preferences.d/rollcall-${suite}`, pinTo(suite, packages));
  writeFileSync(`/etc/apt/sources.list.d/rollcall-${suite}.${entry.extension}`, entry.text);
  return undefined;
}

function withoutStartingServices(install) {
  if (existsSync(SERVICE_POLICY)) return install();
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    rmSync(SERVICE_POLICY, { force: true });
  }
}

function apt(args) {
  return spawnSync('apt-get', args, { encoding: 'utf8', env: { ...process.env, ...QUIET }, maxBuffer: 64 << 20 });
}

function osRelease() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => line.replaceAll('"', '').split('=')));
  } catch {
    return {};
  }
}
