import { formatAddress } from '../../../domain/instance';
import type { Convention } from './convention';

const PAIR = /^([^=]+)=(.*)$/s;

/** Spring Cloud Consul: `secure`, `zone` and `group` in the metadata; before 3.0 as `key=value` tags. */
export const spring: Convention = {
  format: 'spring',
  read({ Node, Service: { Meta, Tags, Address, Port } }) {
    const pairs = (Tags ?? []).flatMap((tag): [string, string][] => {
      const [, key, value] = PAIR.exec(tag) ?? [];
      return key !== undefined && value !== undefined ? [[key, value]] : [];
    });
    const metadata: Record<string, string> = Object.fromEntries([...pairs, ...Object.entries(Meta ?? {})]);
    const { secure } = metadata;
    if (secure !== 'true' && secure !== 'false') return null;
    const scheme = secure === 'true' ? 'https' : 'http';
    return {
      endpoints: [`${scheme}://${formatAddress(Address || Node.Address, Port)}`],
      metadata,
      version: metadata.version || null,
      zone: metadata.zone || null,
    };
  },
};
