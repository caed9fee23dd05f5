import { RegistryError } from '../../domain/errors';
import type { Alarm } from './alarm';
import { indexOf, isDenied, registryError } from './blocking-query';
import { type ConsulApi, servicePath } from './consul-api';
import { NEVER_A_TAG } from './never-a-tag';

const EVERY_MS = 2_000;
const TIMEOUT_MS = 3_000;
const AGAIN_MS = 100;

/**
 * Asks the datacenter's leader something small every other second, and at once when `alarm` rings: blocking queries are
 * silent for long, also on a connection that leads nowhere. Returns when the signal aborts.
 * @throws RegistryError when the datacenter does not answer twice, or `index-reset` when its indexes began anew
 */
export async function watchLiveness(api: ConsulApi, alarm: Alarm, signal: AbortSignal): Promise<void> {
  let known = 0n;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const answer = await api.read({ ...question(), timeoutMs: TIMEOUT_MS }, signal);
      const index = indexOf(answer);
      if (index < known) throw new RegistryError('index-reset', `the index fell from ${known} to ${index}`);
      known = index;
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      const failure = registryError(error);
      if (failure.code === 'index-reset' || failure.code === 'unauthenticated') throw failure;
      // It answered: alive, if unwilling.
      failures = failure.code === 'rate-limited' || isDenied(failure) ? 0 : failures + 1;
      if (failures > 1) throw failure.code === 'timeout' ? await reasonOfSilence(api, failure, signal) : failure;
    }
    await alarm.wait(failures > 0 ? AGAIN_MS : EVERY_MS, signal).catch(() => undefined);
  }
}

function question() {
  return { path: servicePath('consul'), params: { tag: NEVER_A_TAG } };
}

/** Servers hold questions back for some seconds while they have no leader. */
async function reasonOfSilence(api: ConsulApi, silence: RegistryError, signal: AbortSignal): Promise<RegistryError> {
  const answer = await api.read({ path: '/v1/status/leader', timeoutMs: 1_000 }, signal).catch(() => null);
  return answer?.value === '' ? new RegistryError('no-leader', 'the servers have no leader') : silence;
}
