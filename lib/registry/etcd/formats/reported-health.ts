import type { Health, Rotation } from '../../../domain/instance';

const HEALTH_BY_WORD: Readonly<Record<string, Health>> = {
  healthy: 'passing',
  passing: 'passing',
  unhealthy: 'critical',
  critical: 'critical',
  warning: 'warning',
};

/** What a status word of the plain layouts says: `out` and `draining` speak of rotation and leave health to the lease. */
export function readStatus(word: unknown): { readonly health?: Health; readonly rotation?: Rotation } {
  if (typeof word !== 'string' || word === '') return {};
  const status = word.trim().toLowerCase();
  if (status === 'out' || status === 'draining') return { rotation: 'out' };
  return { health: Object.hasOwn(HEALTH_BY_WORD, status) ? (HEALTH_BY_WORD[status] ?? 'unknown') : 'unknown' };
}
