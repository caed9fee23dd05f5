import type { Convention } from './convention';

const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Kratos `contrib/registry/consul`: tagged addresses by scheme, each with the full URL; version in a `version=` tag. */
export const kratos: Convention = {
  format: 'kratos',
  read({ Service: { TaggedAddresses, Address, Port } }) {
    const urls = Object.values(TaggedAddresses ?? {})
      .map((tagged) => tagged.Address)
      .filter((address) => URL_LIKE.test(address));
    if (urls.length === 0) return null;
    const isFirst = (url: string) => url.endsWith(`//${Address}:${Port}`);
    return { endpoints: urls.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (a < b ? -1 : 1)) };
  },
};
