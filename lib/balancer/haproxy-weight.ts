/** BE_WEIGHT_SCALE: HAProxy calculates with sixteenths of a weight. */
const SCALE = 16;

/**
 * HAProxy's effective weight (server_recalc_eweight of server.c): sixteen times its weight; with `slowstart` (0 is none) a
 * sixteenth of that at first, and one more with every sixteenth of the window. There it follows every health check.
 */
export function haproxyWeight(weight: number, ageMs = Number.POSITIVE_INFINITY, slowStartMs = 0): number {
  return ageMs >= slowStartMs ? weight * SCALE : weight * Math.floor((SCALE * Math.max(ageMs, 0)) / slowStartMs + 1);
}
