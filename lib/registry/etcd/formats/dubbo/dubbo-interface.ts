import type { Entry } from '../entry';
import { hostPortOf, quote } from '../fields';
import type { Fault, Format, Reading } from '../format';
import { dubboAssembly } from './dubbo-assembly';
import { interfaceSheet } from './dubbo-sheets';
import { type DubboUrl, decodePart, parseDubboUrl } from './dubbo-url';
import { readGovernanceRule } from './governance-rule';
import { readOverrideUrl } from './read-overrides';
import { readRouteUrl } from './read-routes';
import { groupName, readRegistration, serviceOf } from './registration';
import { configuratorKeys } from './rule-keys';
import { serviceKey } from './service-key';

const CATEGORIES: readonly string[] = ['providers', 'consumers', 'configurators', 'routers'];
const ENCODED_URL = /^[a-z][\w+.-]*%3a%2f%2f/i;

/** `/dubbo/<interface>/providers/<encoded URL>`: the key says everything, the value nothing. */
export const dubboInterface: Format = {
  name: 'dubbo-interface',
  prefixes: ['/dubbo/'],
  // A key that says everything has a value that says nothing.
  onlyTexts: true,
  claims: '/dubbo',
  sheet: interfaceSheet,
  rules: configuratorKeys,
  decode(entry) {
    if (!entry.key.startsWith('/')) return null;
    const { segments } = entry;
    const [root = '', iface = '', category = '', last = ''] = segments;
    const isCategory = CATEGORIES.includes(category);
    if (!isCategory && root !== 'dubbo') return null;
    if (segments.length === 4 && isCategory && ENCODED_URL.test(last)) return readUrlKey(root, iface, category, last);
    if (root === 'dubbo') return readUnderRoot(entry, isCategory);
    const isMarker = segments.length === 3 && isCategory && iface.includes('.') && /^(-?\d+)?$/.test(entry.text);
    return isMarker ? { belongs: 'marker' } : null;
  },
};

/** Under the default root everything is Dubbo's, unless its value plainly is of another layout. */
function readUnderRoot({ segments, text, json }: Entry, isCategory: boolean): Reading | null {
  const [, first, category, last] = segments;
  if (first === 'mapping') return { belongs: 'interface mapping' };
  if (first === 'metadata') return { belongs: 'metadata' };
  if (first === 'config') {
    const name = segments.slice(3).join('/');
    return segments[2] === 'dubbo' ? readGovernanceRule(name, text) : { belongs: 'configuration' };
  }
  if (json || hostPortOf(text.trim())) return null;
  if (segments.length <= 2 || (segments.length === 3 && isCategory)) return { belongs: 'marker' };
  if (!isCategory) {
    return { fault: `the key has ${quote(category)} after the interface, expected one of ${CATEGORIES.join(', ')}` };
  }
  return { fault: `the key ends in ${quote(last)} after ${category}, expected one percent-encoded URL` };
}

function readUrlKey(root: string, encodedInterface: string, category: string, last: string): Reading {
  const text = decodePart(last);
  if (text === undefined) return { fault: 'the URL in the key has a percent sign that encodes no UTF-8 text' };
  const url = parseDubboUrl(text);
  if (!url) return { fault: 'the last part of the key is no URL of the form protocol://host:port/interface' };
  const iface = decodePart(encodedInterface) ?? encodedInterface;
  if (category === 'providers') return readProvider(root, iface, url);
  return readRuleUrl({ root, iface, url }, category);
}

function readProvider(root: string, iface: string, url: DubboUrl): Reading | Fault {
  const data = readRegistration(root, iface, url);
  if ('fault' in data) return data;
  const { application, address, port } = data;
  const topics = application === undefined ? [`iface:${iface}`] : [`iface:${iface}`, `app:${application}`];
  return dubboAssembly.piece(groupName(serviceOf(data), address, port), data, topics);
}

interface RuleUrl {
  readonly root: string;
  readonly iface: string;
  readonly url: DubboUrl;
}

function readRuleUrl({ root, iface, url }: RuleUrl, category: string): Reading {
  const service = serviceKey(iface, url.params);
  const topic = `iface:${iface}`;
  if (category === 'consumers') {
    const application = url.params.get('application') || null;
    return dubboAssembly.rule(topic, { kind: 'consumer', root, service, address: url.host, application }, 'consumer');
  }
  if (category === 'configurators') {
    const override = readOverrideUrl(url, { root, service });
    if (!override) return { belongs: 'configurator' };
    return dubboAssembly.rule(topic, { kind: 'overrides', overrides: [override] }, 'configurator');
  }
  const route = readRouteUrl(url, { root, service });
  return route ? dubboAssembly.rule(topic, { kind: 'routes', routes: [route] }, 'router') : { belongs: 'router' };
}
