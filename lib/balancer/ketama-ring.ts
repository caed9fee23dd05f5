import { md5 } from './hash/md5';
import { buildRing, type Ring, type RingPoint } from './ring';

/** Who is on the ring and with what weight; 0 counts as 1, as in libmemcached. */
export interface KetamaServer {
  readonly key: string;
  readonly weight: number;
}

/**
 * libketama's ring (github.com/RJ/ketama, ketama.c): 40 md5 digests of `<key>-<k>` a server at equal weight, four 32-bit
 * points each. The share is a float32 there, which decides how many points a fraction gets.
 */
export function ketamaRing(servers: readonly KetamaServer[]): Ring {
  const weightOf = (server: KetamaServer) => server.weight || 1;
  const total = servers.reduce((sum, server) => sum + weightOf(server), 0);
  const points: RingPoint[] = [];
  servers.forEach((server, owner) => {
    const share = Math.fround(Math.fround(weightOf(server)) / Math.fround(total));
    const digests = Math.floor(Math.fround(share * 40 * servers.length));
    for (let index = 0; index < digests; index++)
      for (const low of md5(`${server.key}-${index}`)) points.push({ high: 0, low, owner });
  });
  return buildRing(points);
}

/** ketama_hashi: the first four bytes of the key's md5. */
export function ketamaHash(key: string): number {
  return md5(key)[0] ?? 0;
}
