import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

// Not `public`: Next serves it as it is and does not build it.
const FOLDERS = ['app', 'components', 'lib'];
const FILES =
  /^(package(-lock)?\.json|tsconfig\.json|(proxy|instrumentation[\w-]*)\.ts|next\.config\.\w+|postcss\.config\.\w+)$/;

/** A hash of everything a production build is made from: names and contents, not times. */
export function sourceHash(root = ROOT) {
  const files = [...topFiles(root), ...FOLDERS.flatMap((folder) => filesUnder(root, folder))];
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = readFileSync(join(root, file));
    // The length keeps one file's end from passing for the next one's start.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function topFiles(root) {
  return readdirSync(root).filter((name) => FILES.test(name));
}

function filesUnder(root, folder) {
  return list(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(root, path);
    return entry.isFile() && !path.endsWith('.md') ? [path] : [];
  });
}

function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
