import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The machine's own entry for the main Debian archive, rewritten for another suite: same host, components and keyring.
 * `folder` is apt's configuration folder. Undefined when the machine has no entry for `codename`.
 */
export function sourceEntryFor(suite, codename, folder = '/etc/apt') {
  for (const file of sourceFiles(folder)) {
    const text = readFileSync(file, 'utf8');
    const entry = file.endsWith('.sources') ? deb822Entry(text, suite, codename) : oneLineEntry(text, suite, codename);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Apt preferences that take nothing from `suite` but `packages`. */
export function pinTo(suite, packages) {
  return [
    `Package: *\nPin: release n=${suite}\nPin-Priority: -1\n`,
    `Package: ${packages.join(' ')}\nPin: release n=${suite}\nPin-Priority: 990\n`,
  ].join('\n');
}

function sourceFiles(folder) {
  const parts = join(folder, 'sources.list.d');
  const names = list(parts).filter((name) => /\.(sources|list)$/.test(name) && !name.startsWith('rollcall-'));
  const main = list(folder).includes('sources.list') ? [join(folder, 'sources.list')] : [];
  return [...main, ...names.map((name) => join(parts, name))];
}

function list(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function deb822Entry(text, suite, codename) {
  const bare = text.replace(/^#.*\n?/gm, '');
  for (const stanza of bare.split(/\n\s*\n/)) {
    const suites = /^Suites:\s*(.+)$/m.exec(stanza)?.[1]?.split(/\s+/) ?? [];
    const off = /^Enabled:\s*(no|false|0)\s*$/im.test(stanza);
    if (off || !suites.includes(codename) || !isBinaryDebian(stanza)) continue;
    const kept = stanza.trim().split('\n');
    const lines = kept.filter((line) => !/^(Suites|Check-Valid-Until|Types|Components):/i.test(line));
    // An old suite is no longer signed anew, so its date has passed.
    const ours = ['Types: deb', `Suites: ${suite}`, 'Components: main', 'Check-Valid-Until: no'];
    return { extension: 'sources', text: `${[...ours, ...lines].join('\n')}\n` };
  }
  return undefined;
}

function isBinaryDebian(stanza) {
  return /^Types:.*\bdeb\b(?!-)/m.test(stanza) && /^Components:.*\bmain\b/m.test(stanza);
}

function oneLineEntry(text, suite, codename) {
  for (const line of text.split('\n')) {
    const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.trim());
    if (match === null || match[3] !== codename || !/\bmain\b/.test(match[4])) continue;
    const options = (match[1] ?? '').split(/\s+/).filter((option) => option && !option.startsWith('check-valid-until'));
    const all = [...options, 'check-valid-until=no'].join(' ');
    return { extension: 'list', text: `deb [${all}] ${match[2]} ${suite} main\n` };
  }
  return undefined;
}
