import { describe, expect, it } from 'vitest';
import { goMicroFixtures } from '../fixtures/formats/go-micro';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const KEY = '/micro/registry/greeter/greeter-1';
const NODE = { id: 'greeter-1', address: '10.0.0.5:41233', metadata: null };
const VALUE = { name: 'greeter', version: 'latest', metadata: null, endpoints: null, nodes: [NODE] };

describe('go-micro', () => {
  it.each(goMicroFixtures)('reads $title', expectFixture);

  it('takes the metadata of the node, not of the service', () => {
    const value = { ...VALUE, metadata: { of: 'service' }, nodes: [{ ...NODE, metadata: { of: 'node' } }] };
    expect(readKey(KEY, value)).toMatchObject({ metadata: { of: 'node' } });
  });

  it('has the first of several nodes for its address, and all of them for endpoints', () => {
    const value = { ...VALUE, nodes: [NODE, { ...NODE, address: '[::1]:80' }, { ...NODE, address: 7 }] };
    expect(readKey(KEY, value)).toMatchObject({ address: '10.0.0.5', endpoints: ['10.0.0.5:41233', '[::1]:80'] });
  });

  it('names the service after the key where the value does not', () => {
    expect(readKey(KEY, { nodes: [NODE] })).toMatchObject({ format: 'go-micro', service: 'greeter', version: null });
  });

  it('is known by its value under another prefix', () => {
    expect(readKey('/services/greeter/1', { ...VALUE, endpoints: [] })).toMatchObject({
      format: 'go-micro',
      service: 'greeter',
      port: 41_233,
    });
  });

  it.each([
    [{ ...VALUE, nodes: [] }, 'nodes is [], expected a list of one node'],
    [{ ...VALUE, nodes: null }, 'nodes is null, expected a list of one node'],
    [{ ...VALUE, nodes: ['x'] }, 'nodes is ["x"], expected a list of one node'],
    [{ ...VALUE, nodes: [{ ...NODE, address: 'host' }] }, 'the address of the node is "host", expected host:port'],
    [{ ...VALUE, nodes: [{ id: 'a' }] }, 'the address of the node is nothing, expected host:port'],
    ['', 'the value is "", expected a JSON object with nodes'],
    ['[1]', 'the value is "[1]", expected a JSON object with nodes'],
    [{ name: 'greeter' }, 'the value is {"name":"greeter"}, expected a JSON object with nodes'],
  ])('rejects %j and says why', (value, reason) => {
    expect(readKey(KEY, value)).toEqual({ key: KEY, reason, nearestFormat: 'go-micro' });
  });

  it.each([
    [{ address: '10.0.0.1', port: 80 }, 'plain'],
    ['10.0.0.1:80', 'go-zero'],
  ])('leaves %j to its own layout', (value, format) => {
    expect(readKey('/micro/registry/web/7587870301247113747', value)).toMatchObject({ format });
  });

  it('leaves alone what only has nodes too', () => {
    const upstream = { name: 'u', endpoints: null, nodes: [{ host: '10.0.0.1', port: 80, weight: 1 }] };
    expect(readKey('/apisix-like/upstreams/1', upstream)).not.toMatchObject({ format: 'go-micro' });
  });
});
