/** An interface with its version and group, which together name one service of Dubbo; empty where not set. */
export interface ServiceKey {
  readonly iface: string;
  readonly version: string;
  readonly group: string;
}

export function serviceKey(iface: string, params: ReadonlyMap<string, string>): ServiceKey {
  return { iface, version: versionOf(params.get('version')), group: params.get('group') ?? '' };
}

/** `interface:version:group` as configuration keys have it, or `group*interface:version` as older ones. */
export function parseServiceKey(text: string): ServiceKey {
  const star = text.indexOf('*');
  const [iface = '', version, group = ''] = text.slice(star + 1).split(':');
  return { iface, version: versionOf(version), group: star > 0 ? text.slice(0, star) : group };
}

/** `interface:version:group`, as short as it can be. */
export function formatServiceKey({ iface, version, group }: ServiceKey): string {
  return [iface, version, group].join(':').replace(/:+$/, '');
}

/** Clients ask for exactly their version and group; a star takes any. */
export function isMeant(asked: ServiceKey, given: ServiceKey): boolean {
  return (
    (asked.iface === '*' || asked.iface === given.iface) &&
    (asked.version === '*' || asked.version === given.version) &&
    (asked.group === '*' || asked.group.split(',').includes(given.group))
  );
}

/** 0.0.0 is how Dubbo writes that there is none. */
function versionOf(version: string | undefined): string {
  return version === undefined || version === '0.0.0' ? '' : version;
}
