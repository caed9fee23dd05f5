import type { Facts } from './format';

/** What usual words mean; others are not guessed. */
const MEANINGS: ReadonlyMap<string, 'passing' | 'warning' | 'critical' | 'out'> = new Map([
  ...['up', 'ok', 'healthy', 'passing', 'running', 'alive', 'active', 'online', 'true'].map(
    (word) => [word, 'passing'] as const,
  ),
  ...['warning', 'starting', 'degraded'].map((word) => [word, 'warning'] as const),
  ...['down', 'unhealthy', 'critical', 'failed', 'dead', 'offline', 'false'].map((word) => [word, 'critical'] as const),
  ...['out', 'draining', 'drained', 'disabled', 'inactive', 'maintenance', 'out_of_service', 'outofservice'].map(
    (word) => [word, 'out'] as const,
  ),
]);

/** Whether an instance is well, or out of rotation, by a word or a truth; nothing where it is neither. */
export function guessState(value: unknown): Pick<Facts, 'reported' | 'rotation'> | undefined {
  if (typeof value !== 'string' && typeof value !== 'boolean') return undefined;
  const meaning = MEANINGS.get(String(value).trim().toLowerCase());
  if (meaning === undefined) return undefined;
  return meaning === 'out' ? { rotation: 'out' } : { reported: { health: meaning, output: '' } };
}

/** `enabled` speaks of rotation, whatever the health. */
export function guessEnabled(value: unknown): Pick<Facts, 'rotation'> | undefined {
  return value === false || value === 'false' ? { rotation: 'out' } : undefined;
}
