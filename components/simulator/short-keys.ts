/** Addresses without a port that all have that have one; as they are where they differ in it. */
export function shortKeys(keys: readonly string[]): readonly string[] {
  const ports = new Set(keys.map(portOf).filter((port) => port !== ''));
  if (ports.size !== 1) return keys;
  return keys.map((key) => key.slice(0, key.length - portOf(key).length));
}

/** With its colon; of an IPv6 address only after the bracket. */
function portOf(key: string): string {
  const port = /:\d+$/.exec(key)?.[0] ?? '';
  return key.startsWith('[') || !key.slice(0, -port.length).includes(':') ? port : '';
}
