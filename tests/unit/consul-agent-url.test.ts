import { describe, expect, it } from 'vitest';
import { agentUrl } from '@/lib/registry/consul/operate/agent-url';

describe('the address of an agent made up from a template', () => {
  it.each([
    [undefined, 'n1', '10.0.0.7', 'http://10.0.0.7:8500'],
    [undefined, 'n1', 'fd00::7', 'http://[fd00::7]:8500'],
    ['https://{node}.consul.internal:8501/', 'n-1.a', '10.0.0.7', 'https://n-1.a.consul.internal:8501'],
    ['http://gate/{node}/{address}', 'n1', '10.0.0.7', 'http://gate/n1/10.0.0.7'],
  ])('is, by %s for %s at %s, %s', (template, node, address, url) => {
    expect(agentUrl(template, { node, address })).toBe(url);
  });

  it.each([
    ['http://{node}:8500', 'evil.com/#', '10.0.0.7'],
    ['http://{node}.consul:8500', 'evil.com?', '10.0.0.7'],
    ['http://{node}.consul:8500', 'a@evil.com', '10.0.0.7'],
    ['http://{node}.consul:8500', '..', '10.0.0.7'],
    [undefined, 'n1', 'evil.com/#'],
    [undefined, 'n1', 'user@10.0.0.7'],
    [undefined, 'n1', ''],
    [undefined, 'n1', 'a b'],
  ])('is none by %s for %j at %j', (template, node, address) => {
    expect(agentUrl(template, { node, address })).toBeNull();
  });

  it('takes a node of any name where its name is in no address', () => {
    expect(agentUrl(undefined, { node: 'a b/c', address: '10.0.0.7' })).toBe('http://10.0.0.7:8500');
  });
});
