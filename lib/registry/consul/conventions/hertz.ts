import type { Convention } from './convention';

/** Hertz `registry/consul`: its id is `name:host:port`; pairs are `key:value` tags, an empty value a bare key. */
export const hertz: Convention = {
  format: 'hertz',
  read({ Service: { ID, Service, Address, Port, Tags, Meta } }) {
    if (ID !== `${Service}:${Address}:${Port}`) return null;
    const pairs = (Tags ?? []).map((tag): [string, string] => {
      const colon = tag.indexOf(':');
      return colon < 0 ? [tag, ''] : [tag.slice(0, colon), tag.slice(colon + 1)];
    });
    const metadata: Record<string, string> = Object.fromEntries([...Object.entries(Meta ?? {}), ...pairs]);
    return { metadata, ...(metadata.version && { version: metadata.version }) };
  },
};
