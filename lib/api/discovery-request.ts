const DISCOVERY = /^\/api\/v1\/(services|instances|stream|registries\/[^/]+\/(services|instances)\/[^/]+)$/;

/** Whether somebody asks which services or instances there are. */
export function isDiscoveryRequest({ method, url }: Pick<Request, 'method' | 'url'>): boolean {
  return method === 'GET' && DISCOVERY.test(new URL(url).pathname);
}
