import { formatAddress, type Health, type Instance } from '@/lib/domain/instance';
import { compareText, searchWords, serviceHasWords } from '@/lib/domain/query';
import type { ServiceSummary } from '@/lib/domain/service';
import { instancePath, servicePath, servicesPath } from '../ui/paths';

/** A page that a search leads to. */
export interface Suggestion {
  readonly href: string;
  readonly kind: 'service' | 'instance' | 'all';
  readonly label: string;
  /** Where it is: the registry, and the service of an instance. */
  readonly place: string;
  readonly health: Health | null;
}

const LISTED = 6;

/** Services that have every word: a name that is the text comes first, then names that begin with it or hold it. */
export function suggestedServices(services: Iterable<ServiceSummary>, text: string): readonly Suggestion[] {
  const words = searchWords(text);
  const wanted = words.join(' ');
  const found: { readonly rank: number; readonly summary: ServiceSummary }[] = [];
  for (const summary of services) {
    if (serviceHasWords(summary, words)) found.push({ rank: rankOf(summary.service.toLowerCase(), wanted), summary });
  }
  return found
    .sort((a, b) => a.rank - b.rank || compareText(a.summary.service, b.summary.service))
    .slice(0, LISTED)
    .map(({ summary: { registry, service, health } }) => {
      return { href: servicePath(registry, service), kind: 'service', label: service, place: registry, health };
    });
}

export function suggestedInstance({ registry, service, id, address, port, health }: Instance): Suggestion {
  const label = formatAddress(address, port);
  return { href: instancePath(registry, id), kind: 'instance', label, place: `${service} · ${registry}`, health };
}

/** What always leads on: the whole list under the text. */
export function everySuggestion(text: string): Suggestion {
  return {
    href: servicesPath({ q: text }),
    kind: 'all',
    label: `All services with “${text}”`,
    place: '',
    health: null,
  };
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}
