import type { Subject } from './alert';

/** The page of a service, or of the registries, where people reach Rollcall at `publicUrl`. */
export function pageAddress(publicUrl: string, { registry, service }: Pick<Subject, 'registry' | 'service'>): string {
  const [place, name] = [registry, service ?? ''].map((text) => encodeURIComponent(text.toWellFormed()));
  return service === null ? `${publicUrl}/registries#${place}` : `${publicUrl}/registries/${place}/services/${name}`;
}
