import { crc32State, crc32Word } from './hash/crc32';
import { buildRing, type Ring } from './ring';
import { MOST_POINTS, roomForPoints } from './ring-points';
import { wholeWeights } from './whole-weights';

const POINTS_A_UNIT = 160;

/**
 * The points of NGINX's `hash … consistent` (ngx_http_upstream_hash_module.c): 160 a weight unit, each the CRC-32 of host,
 * a zero byte, port and the point before it; of equal points the first stays.
 */
export function nginxPoints(servers: readonly { readonly key: string; readonly weight: number }[]): Ring {
  const weights = servers.map(({ weight }) => weight);
  const units = wholeWeights(weights);
  const points = roomForPoints(nginxPointCount(weights), MOST_POINTS);
  let at = 0;
  servers.forEach(({ key }, owner) => {
    const state = crc32State(hostAndPort(key));
    let point = 0;
    for (let left = POINTS_A_UNIT * (units[owner] ?? 0); left > 0; left--) {
      point = crc32Word(state, point);
      points.lows[at] = point;
      points.owners[at++] = owner;
    }
  });
  return withoutEquals(buildRing(points));
}

/** How many points such weights have, equal ones counted. */
export function nginxPointCount(weights: readonly number[]): number {
  return wholeWeights(weights).reduce((sum, units) => sum + POINTS_A_UNIT * units, 0);
}

function hostAndPort(key: string): string {
  const colon = key.lastIndexOf(':');
  return colon < 0 || key.endsWith(']') ? `${key}\0` : `${key.slice(0, colon)}\0${key.slice(colon + 1)}`;
}

function withoutEquals(ring: Ring): Ring {
  const { lows, owners } = ring;
  const kept = roomForPoints(owners.length);
  let count = 0;
  for (let at = 0; at < owners.length; at++) {
    if (at > 0 && lows[at] === lows[at - 1]) continue;
    kept.lows[count] = lows[at] as number;
    kept.owners[count++] = owners[at] as number;
  }
  if (count === owners.length) return ring;
  return buildRing({
    highs: kept.highs.subarray(0, count),
    lows: kept.lows.subarray(0, count),
    owners: kept.owners.subarray(0, count),
  });
}
