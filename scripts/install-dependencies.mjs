import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeTrouble, outsidePath, ROOT } from './project.mjs';
import { runQuietly } from './run-program.mjs';
import { seconds } from './seconds.mjs';

/** Runs `npm ci` when node_modules is not what package-lock.json asks for. Returns what went wrong, if anything. */
export async function ensureDependencies(report = console.log) {
  if (dependenciesAreInstalled()) {
    const trouble = nodeTrouble();
    if (trouble === undefined) return undefined;
  }
  report('Installing dependencies ...');
  const started = performance.now();
  // Building and testing need the development dependencies, whatever NODE_ENV says.
  const env = { ...process.env, PATH: outsidePath() };
  const { code, output } = await runQuietly('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], env);
  if (code !== 0) return `npm ci failed:\n${output.trim()}`;
  report(`Installed in ${seconds(started)}.`);
  return nodeTrouble();
}

/**
 * Whether node_modules holds exactly what the lock file asks for. npm writes its own account of node_modules last, so
 * an installation that was cut off has none.
 */
export function dependenciesAreInstalled(root = ROOT) {
  const manifest = readJson(join(root, 'package.json'));
  const lock = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (manifest === undefined || lock === undefined || installed === undefined) return false;
  const { '': top, ...packages } = lock.packages;
  const agrees = ['dependencies', 'devDependencies'].every((kind) => sameEntries(manifest[kind], top[kind]));
  if (!agrees || Object.keys(installed).some((path) => packages[path] === undefined)) return false;
  return Object.entries(packages).every(([path, wanted]) => {
    const here = installed[path];
    // Optional packages are for other machines: absent here is right.
    return here === undefined ? wanted.optional === true : here.integrity === wanted.integrity;
  });
}

function sameEntries(left = {}, right = {}) {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
