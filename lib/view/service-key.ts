/** What a service is known by over all registries. Registry ids hold no slash, so it is unique. */
export function serviceKey(registry: string, service: string): string {
  return `${registry}/${service}`;
}
