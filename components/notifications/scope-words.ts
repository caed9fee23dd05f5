import type { MuteScope } from '@/lib/domain/notification';

/** "payments in etcd, rule few-passing"; "registry etcd"; "rule few-passing". */
export function scopeWords({ rule, registry, service }: MuteScope): string {
  const place =
    service === null ? registry && `registry ${registry}` : `${service}${registry === null ? '' : ` in ${registry}`}`;
  return [place, rule && `rule ${rule}`].filter(Boolean).join(', ');
}
