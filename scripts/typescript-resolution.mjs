import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// For `node --import`: Node 24 runs the project's TypeScript as it is, once it can find files whose imports leave out
// `.ts` or begin with `@/`. Benches run so, because a bundler or test runner between would be measured too.
const ROOT = new URL('..', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const base = specifier.startsWith('@/') ? ROOT : context.parentURL;
    const path = specifier.replace(/^@\//, './');
    const isOurs = base !== undefined && !base.includes('/node_modules/') && /^\.{1,2}\//.test(path);
    if (!isOurs) return next(specifier, context);
    const wanted = new URL(path, base);
    const typescript = new URL(`${wanted.href}.ts`);
    const isThere = !existsSync(fileURLToPath(wanted)) && existsSync(fileURLToPath(typescript));
    return next((isThere ? typescript : pathToFileURL(fileURLToPath(wanted))).href, context);
  },
});
