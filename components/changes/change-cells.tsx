import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { formatTime } from '../ui/age';
import { instancePath, servicePath } from '../ui/paths';
import { clockMillis, clockTime } from './clock-time';

/** When, to the millisecond; the day is in the tooltip. */
export function ChangeTime({ at, precise = true }: { at: string; precise?: boolean }): ReactNode {
  return (
    <time className="mono dim" dateTime={at} title={formatTime(at)}>
      {clockTime(at)}
      {precise && <span className="ms">{clockMillis(at)}</span>}
    </time>
  );
}

/** The service a change is about, or the registry where it is about the link. */
export function ChangeService({ change: { registry, service } }: { change: Change }): ReactNode {
  const href = service === null ? `/registries#${encodeURIComponent(registry)}` : servicePath(registry, service);
  return (
    <Link className="name" href={href} prefetch={false} title={service ?? registry}>
      {service ?? `Link to ${registry}`}
    </Link>
  );
}

/** The instance by its address, which outlives it; one that has just gone has no page. */
export function ChangeInstance({ change }: { change: Change }): ReactNode {
  const { registry, instance, address, kind } = change;
  if (instance === null) return null;
  const text = address ?? instance;
  if (kind === 'deregistered') return <span className="mono dim">{text}</span>;
  return (
    <Link className="mono dim over" href={instancePath(registry, instance)} prefetch={false} title={text}>
      {text}
    </Link>
  );
}
