import type { Health, Rotation } from '../../../domain/instance';

const HEALTH_BY_WORD: ReadonlyMap<string, Health> = new Map([
  ['healthy', 'passing'],
  ['passing', 'passing'],
  ['unhealthy', 'critical'],
  ['critical', 'critical'],
  ['warning', 'warning'],
]);

/** What a status word of the plain layouts says: `out` and `draining` speak of rotation and leave health to the lease. */
export function readStatus(word: unknown): { readonly health?: Health; readonly rotation?: Rotation } {
  if (typeof word !== 'string' || word === '') return {};
  const known = HEALTH_BY_WORD.get(word);
  if (known !== undefined) return { health: known };
  const status = word.trim().toLowerCase();
  if (status === 'out' || status === 'draining') return { rotation: 'out' };
  return { health: HEALTH_BY_WORD.get(status) ?? 'unknown' };
}
