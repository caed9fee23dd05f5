import { describe, expect, it } from 'vitest';
import { everySuggestion, suggestedInstance, suggestedServices } from '@/components/shell/suggestions';
import { narrowedPath } from '@/components/ui/paths';
import { sampleInstance, sampleService } from '../support/catalog-samples';

describe('what a search suggests', () => {
  const services = ['big-cart', 'cart-api', 'cart', 'orders'].map((name) => sampleService(name));
  const tagged = sampleService('basket', { tags: ['cart'] });

  it('puts the name that is the text first, then those that begin with it, hold it, and are found otherwise', () => {
    const labels = suggestedServices([tagged, ...services], 'Cart').map(({ label }) => label);
    expect(labels).toEqual(['cart', 'cart-api', 'big-cart', 'basket']);
  });

  it('lists few of many', () => {
    const many = Array.from({ length: 100 }, (_, index) => sampleService(`cart-${index}`));
    expect(suggestedServices(many, 'cart')).toHaveLength(6);
  });

  it('leads to the page of the service, of the instance, or to all that match', () => {
    const [cart] = suggestedServices([sampleService('a/b')], 'a/b');
    expect(cart?.href).toBe('/registries/r/services/a%2Fb');
    const ipv6 = suggestedInstance(sampleInstance('x', { address: '::1', port: 80 }));
    expect(ipv6).toMatchObject({ href: '/registries/r/instances/x', label: '[::1]:80', place: 'orders · r' });
    expect(everySuggestion('a b').href).toBe('/services?q=a+b');
  });
});

describe('a path narrowed to a registry', () => {
  it('is so only where the page can be', () => {
    expect(narrowedPath('/changes', 'eu west')).toBe('/changes?registry=eu+west');
    expect(narrowedPath('/services', null)).toBe('/services');
    expect(narrowedPath('/registries', 'etcd')).toBe('/registries');
  });
});
