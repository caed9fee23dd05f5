import { isJsonObject, type JsonObject } from '../entry';
import { textOf } from '../fields';
import { type DubboUrl, decodePart, parseDubboUrl, placeOf } from './dubbo-url';
import { ANY_HOST, type Override, type Settings } from './override';
import type { Scope } from './scope';
import { parseServiceKey, serviceKey } from './service-key';
import { textList } from './yaml-rule';

/** What `override://` and `absent://` in a key ask for; undefined for one that is switched off or of another kind. */
export function readOverrideUrl(url: DubboUrl, scope: Scope): Override | undefined {
  const { protocol, host, port, params } = url;
  if (protocol !== 'override' && protocol !== 'absent') return undefined;
  if (params.get('enabled') === 'false') return undefined;
  const side = sideOf(params.get('side'), (params.get('configVersion') ?? '') !== '');
  if (side === undefined) return undefined;
  const application = params.get('application');
  return {
    mode: protocol,
    scope,
    host,
    port,
    side,
    providers: (params.get('providerAddresses') ?? '').split(',').filter((text) => text !== ''),
    services: [],
    applications: application ? [application] : [],
    conditions: [...params].flatMap(([name, value]) =>
      name.startsWith('~') && value !== '*' ? [[name.slice(1), value] as const] : [],
    ),
    isPartial: false,
    priority: Number(params.get('priority')) || 0,
    settings: { disabled: params.get('disabled'), weight: params.get('weight') },
  };
}

/** The overrides of a configuration: its `configs`, or a list of URLs as older consoles write it. */
export function readOverrideConfig(
  config: unknown,
  scope: Scope,
  application: string | undefined,
): readonly Override[] {
  if (Array.isArray(config)) {
    return config.flatMap((item) => (typeof item === 'string' ? readListedUrl(item, scope) : []));
  }
  if (!isJsonObject(config) || !Array.isArray(config.configs)) return [];
  const { configs } = config;
  return configs.filter(isJsonObject).flatMap((item) => readItem(item, { config, scope, application }));
}

function readListedUrl(text: string, scope: Scope): readonly Override[] {
  const url = parseDubboUrl(text) ?? parseDubboUrl(decodePart(text) ?? '');
  const override =
    url &&
    readOverrideUrl(url, scope.service ? { ...scope, service: serviceKey(scope.service.iface, url.params) } : scope);
  return override ? [override] : [];
}

interface Around {
  readonly config: JsonObject;
  readonly scope: Scope;
  readonly application: string | undefined;
}

function readItem(item: JsonObject, { config, scope, application }: Around): readonly Override[] {
  // The item's own switch counts only for the types that consoles write.
  const owner = item.type === undefined || item.type === null || item.type === 'general' ? config : item;
  if (owner.enabled === false || !isJsonObject(item.parameters)) return [];
  const side = sideOf(textOf(item.side), (item.side ?? config.configVersion) !== undefined);
  // In an application's configuration the side of the consumer is that of its own calls.
  if (side === undefined || (application !== undefined && side === 'consumer')) return [];
  const addresses = textList(item.addresses);
  const settings = settingsOf(item.parameters);
  return (addresses.length === 0 ? [ANY_HOST] : addresses).flatMap((address) => {
    const place = placeOf(address);
    if (!place) return [];
    const providers = textList(item.providerAddresses);
    return {
      mode: 'override' as const,
      scope,
      ...place,
      side,
      providers: providers.length === 0 && side === 'provider' ? [address] : providers,
      services: textList(item.services).map(parseListedService),
      applications: application === undefined ? textList(item.applications) : [application],
      conditions: [],
      isPartial: isJsonObject(item.match),
      priority: 0,
      settings,
    };
  });
}

/** `group/interface:version`, as lists of services have it. */
function parseListedService(text: string) {
  const slash = text.indexOf('/');
  const service = text === '*' ? { iface: '*', version: '*', group: '*' } : parseServiceKey(text.slice(slash + 1));
  return slash > 0 ? { ...service, group: text.slice(0, slash) } : service;
}

function settingsOf(parameters: JsonObject): Settings {
  const setting = (name: string) => {
    const value = parameters[name];
    return typeof value === 'boolean' ? String(value) : textOf(value);
  };
  return { disabled: setting('disabled'), weight: setting('weight') };
}

/** Undefined where clients find no side to apply it to. */
function sideOf(side: string | undefined, isVersioned: boolean): Override['side'] | undefined {
  if (side === 'provider' && isVersioned) return 'provider';
  if (side === 'consumer' && isVersioned) return 'consumer';
  return isVersioned ? undefined : 'before 2.7';
}
