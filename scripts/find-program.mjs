import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file of the first of `names` found on `path`, or undefined. A name with a slash is taken as a file. */
export function findProgram(names, path = process.env.PATH ?? '') {
  for (const name of names) {
    const files = name.includes('/')
      ? [name]
      : path
          .split(delimiter)
          .filter(Boolean)
          .map((folder) => join(folder, name));
    const found = files.find(isProgram);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The version a program prints about itself as `[major, minor]`, or undefined when it prints none. */
export function programVersion(file, args) {
  const run = spawnSync(file, args, { encoding: 'utf8', timeout: 20_000 });
  const match = /(\d+)\.(\d+)/.exec(`${run.stdout ?? ''}${run.stderr ?? ''}`);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
