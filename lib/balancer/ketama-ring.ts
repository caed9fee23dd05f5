import { md5 } from './hash/md5';
import { buildRing, type Ring } from './ring';
import { MOST_POINTS, roomForPoints } from './ring-points';

const POINTS_A_DIGEST = 4;

/** Who is on the ring and with what weight; 0 counts as 1, as in libmemcached. */
export interface KetamaServer {
  readonly key: string;
  readonly weight: number;
}

/**
 * libketama's ring (github.com/RJ/ketama, ketama.c): 40 md5 digests of `<key>-<k>` a server at equal weight, four 32-bit
 * points each.
 */
export function ketamaRing(servers: readonly KetamaServer[]): Ring {
  const digests = ketamaDigests(servers.map(({ weight }) => weight));
  const points = roomForPoints(POINTS_A_DIGEST * sum(digests), MOST_POINTS);
  let at = 0;
  servers.forEach(({ key }, owner) => {
    for (let index = 0; index < (digests[owner] ?? 0); index++) {
      points.lows.set(md5(`${key}-${index}`), at);
      points.owners.fill(owner, at, at + POINTS_A_DIGEST);
      at += POINTS_A_DIGEST;
    }
  });
  return buildRing(points);
}

/** How many points the ring of such weights has. */
export function ketamaPoints(weights: readonly number[]): number {
  return POINTS_A_DIGEST * sum(ketamaDigests(weights));
}

/** The share is a float32 in libketama, which decides how many digests a fraction gets. */
function ketamaDigests(given: readonly number[]): readonly number[] {
  const weights = given.map((weight) => weight || 1);
  const total = Math.fround(sum(weights));
  return weights.map((weight) =>
    Math.floor(Math.fround(Math.fround(Math.fround(weight) / total) * 40 * weights.length)),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** ketama_hashi: the first four bytes of the key's md5. */
export function ketamaHash(key: string): number {
  return md5(key)[0] ?? 0;
}
