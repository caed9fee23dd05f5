import type { Runtime } from './runtime';

// Pages, routes and the proxy get instances of this module of their own; what they share is on globalThis.
const shared = globalThis as typeof globalThis & { rollcallRuntime?: Runtime };

/** The running composition. @throws Error before the server has started it */
export function runtime(): Runtime {
  if (!shared.rollcallRuntime) throw new Error('Rollcall has not been started');
  return shared.rollcallRuntime;
}

/** Makes a composition the running one. */
export function setRuntime(runtime: Runtime): void {
  shared.rollcallRuntime = runtime;
}
