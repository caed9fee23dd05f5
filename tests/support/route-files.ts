import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const APP = join(process.cwd(), 'app');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** One route file under `app/`: its path as the folders spell it, and the methods it exports. */
export interface RouteFile {
  readonly path: string;
  readonly methods: readonly string[];
}

/** Every route file there is, so that a test of all routes meets the one that is added next. */
export function routeFiles(): RouteFile[] {
  return readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^route\.tsx?$/.test(entry.name))
    .map((entry) => ({
      path: `/${relative(APP, entry.parentPath)}`,
      methods: exportedMethods(readFileSync(join(entry.parentPath, entry.name), 'utf8')),
    }));
}

/** `export const GET`, `export async function GET`, `export { handler as GET }`, `export { GET }` */
function exportedMethods(source: string): string[] {
  const lists = [...source.matchAll(/export\s*\{([^}]*)\}/g)].map(([, names = '']) => names);
  return METHODS.filter(
    (method) =>
      new RegExp(`export\\s+(?:const|(?:async\\s+)?function)\\s+${method}\\b`).test(source) ||
      lists.some((names) => new RegExp(`(?:^|,|\\bas)\\s*${method}\\s*(?:,|$)`).test(names.trim())),
  );
}
