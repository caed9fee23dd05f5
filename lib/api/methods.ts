import { OPERATIONS } from './operations';

const ROUTES = new Map<string, { readonly pattern: RegExp; readonly methods: string[] }>();
for (const { path, method } of OPERATIONS) {
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\[\w+\]/g, '[^/]+')}$`);
  const route = ROUTES.get(path) ?? { pattern, methods: [] };
  ROUTES.set(path, route);
  route.methods.push(method);
}

/** The methods that the API has at a path; null where it has nothing. */
export function methodsAt(path: string): readonly string[] | null {
  for (const { pattern, methods } of ROUTES.values()) {
    if (pattern.test(path)) return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  }
  return null;
}
