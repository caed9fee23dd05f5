/** Address of a service's page. The name is one segment, whatever is in it. */
export function servicePath(registry: string, service: string): string {
  return `/registries/${encodeSegment(registry)}/services/${encodeSegment(service)}`;
}

/** Address of an instance's page. */
export function instancePath(registry: string, id: string): string {
  return `/registries/${encodeSegment(registry)}/instances/${encodeSegment(id)}`;
}

/** Address of the list of services with these filters. */
export function servicesPath(filters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(filters).toString();
  return query === '' ? '/services' : `/services?${query}`;
}

/** `encodeURIComponent`, also for lone surrogates and for names that a URL takes for a step: `.` and `..`. */
function encodeSegment(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}
