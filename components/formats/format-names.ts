'use client';

import { createContext, useContext } from 'react';

/** What the pages call formats: their titles by kind of registry, and of which kind each registry is. */
export interface FormatNames {
  readonly kinds: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const FormatNamesContext = createContext<FormatNames>({ kinds: {}, titles: {} });

/** The title of a format as a registry writes it, or in any where none is told; its own name where nothing is known of it. */
export function useFormatTitle(): (format: string, registry?: string) => string {
  const names = useContext(FormatNamesContext);
  return (format, registry) => titleIn(names, format, registry) ?? format;
}

/** Whether anything is known of a format, in any kind of registry. */
export function useIsKnownFormat(): (format: string) => boolean {
  const { titles } = useContext(FormatNamesContext);
  return (format) => Object.values(titles).some((ofKind) => Object.hasOwn(ofKind, format));
}

/** Where Formats tells of a format as a registry writes it. */
export function useFormatPath(): (format: string, registry: string) => string {
  const { kinds } = useContext(FormatNamesContext);
  return (format, registry) => `/registries/formats#${formatAnchor(format, own(kinds, registry) ?? '')}`;
}

/** The id of a format's section: several kinds of registry may have one of that name. */
export function formatAnchor(format: string, kind: string): string {
  return kind === 'consul' && format !== 'consul' ? `consul-${format}` : format;
}

function titleIn({ kinds, titles }: FormatNames, format: string, registry: string | undefined): string | undefined {
  const kind = registry === undefined ? undefined : own(kinds, registry);
  const among = kind === undefined ? Object.keys(titles) : [kind];
  for (const one of among) {
    const title = own(own(titles, one) ?? {}, format);
    if (title !== undefined) return title;
  }
  return undefined;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
