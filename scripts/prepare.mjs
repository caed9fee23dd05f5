import { ensureBuild } from './build.mjs';
import { withCloneLock } from './clone-lock.mjs';
import { ensureDependencies } from './install-dependencies.mjs';

/** Installs and builds what is missing, one process of the clone at a time. Returns what went wrong, if anything. */
export function prepareProduction() {
  return oneAtATime(async () => (await ensureDependencies()) ?? (await ensureBuild()));
}

/** Installs what is missing. Returns what went wrong, if anything. */
export function prepareDependencies() {
  return oneAtATime(() => ensureDependencies());
}

/** Builds what is missing. Returns what went wrong, if anything. */
export function prepareBuild() {
  return oneAtATime(() => ensureBuild());
}

function oneAtATime(work) {
  return withCloneLock(work, () => console.log('Waiting for another Rollcall command in this folder ...'));
}
