/**
 * Address of a service's page. The name is one segment, whatever is in it; `.` and `..` alone, which every URL takes
 * for a step even when encoded, are searched for instead.
 */
export function servicePath(registry: string, service: string): string {
  if (service === '.' || service === '..') return servicesPath({ registry, q: service });
  return `/registries/${encodeSegment(registry)}/services/${encodeSegment(service)}`;
}

/** Address of an instance's page. */
export function instancePath(registry: string, id: string): string {
  return `/registries/${encodeSegment(registry)}/instances/${encodeSegment(id)}`;
}

/** Address of the simulator with the instances of a service. */
export function simulatorPath(registry: string, service: string): string {
  return `/simulator?${new URLSearchParams({ registry, service })}`;
}

/** Address of the list of services with these filters. */
export function servicesPath(filters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(filters).toString();
  return query === '' ? '/services' : `/services?${query}`;
}

const NARROWABLE: readonly string[] = ['/services', '/changes', '/actions'];

/** Whether the page at this path can be narrowed to one registry. */
export function isNarrowable(path: string): boolean {
  return NARROWABLE.includes(path);
}

/** The address of a page, narrowed to a registry where the page can be; null narrows nothing. */
export function narrowedPath(path: string, registry: string | null): string {
  return registry !== null && isNarrowable(path) ? `${path}?${new URLSearchParams({ registry })}` : path;
}

/** `encodeURIComponent`, also of text with lone surrogates. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
