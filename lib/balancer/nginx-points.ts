import { crc32 } from './hash/crc32';
import { textBytes } from './hash/text-bytes';
import { buildRing, type Ring, type RingPoint } from './ring';

/**
 * The points of NGINX's `hash … consistent` (ngx_http_upstream_hash_module.c): 160 a weight unit, each the CRC-32 of host,
 * a zero byte, port and the point before it; of equal points the first stays.
 */
export function nginxPoints(servers: readonly { readonly key: string; readonly weight: number }[]): Ring {
  const points: RingPoint[] = [];
  servers.forEach(({ key, weight }, owner) => {
    const colon = key.lastIndexOf(':');
    const [host, port] = colon < 0 || key.endsWith(']') ? [key, ''] : [key.slice(0, colon), key.slice(colon + 1)];
    const base = textBytes(`${host}\0${port}`);
    const input = new Uint8Array(base.length + 4);
    input.set(base);
    const view = new DataView(input.buffer);
    for (let left = Math.round(weight) * 160; left > 0; left--) {
      const low = crc32(input);
      points.push({ high: 0, low, owner });
      view.setUint32(base.length, low, true);
    }
  });
  const seen = new Set<number>();
  return buildRing(points.filter(({ low }) => !seen.has(low) && seen.add(low)));
}
