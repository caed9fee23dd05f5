import { type Clock, isoTime } from '../../../domain/clock';
import { formatAddress } from '../../../domain/instance';
import type { NewRegistration } from '../../../domain/new-registration';
import type { Plan, Refusal } from '../../operations';
import { type KeyRange, rangeHolds } from '../key-range';
import { keyInstanceId } from '../observed-instance';
import { ON_PURPOSE } from './intent';
import { alone, type ChangeSet } from './key-change';
import { parkedName } from './park';
import { readKeys } from './read-keys';
import { toOrder } from './stored-order';
import { instancesAmong, type TargetContext } from './target';

const PREFIX = '/services/';

export interface RegisterContext extends TargetContext {
  /** What this registry reads. */
  readonly ranges: readonly KeyRange[];
  readonly clock: Clock;
}

/** A key of the layout `plain`, on no lease, where there is none yet. @throws RegistryError */
export async function planRegistration(
  context: RegisterContext,
  registration: NewRegistration,
  signal: AbortSignal,
): Promise<(Plan & { readonly instance: string }) | Refusal> {
  const { service, address, port, weight } = registration;
  if (weight !== undefined && (!Number.isSafeInteger(weight) || weight < 1)) {
    return { refusal: 'clients of the plain layout take a whole number from 1 for the weight' };
  }
  const name = `${PREFIX}${service}/${formatAddress(address, port)}`;
  const key = Buffer.from(name);
  if (!context.ranges.some((range) => rangeHolds(range, key))) {
    return { refusal: `this registry does not read ${PREFIX}, where a program that was registered by hand would be` };
  }
  const [there] = await readKeys(context.client, [{ key }, { key: parkedName(key) }], signal);
  if (there) return { refusal: `${service} is registered at this address already` };
  const text = recordOf(registration, isoTime(context.clock.now()));
  const instance = keyInstanceId(context.registry, name, false);
  const set = alone({ key: key.toString('base64'), before: null, after: { value: base64(text), lease: '0' } });
  if (!isRead(context, set, { instance, registration })) {
    return { refusal: `what would be written under ${name} would be read as something else` };
  }
  return {
    instance,
    revision: '0',
    means: 'writes a key of the plain layout, on no lease',
    writes: [{ what: `put ${name}`, before: null, after: text }],
    order: toOrder({ kind: 'change', sets: [set], isReverse: false }),
    undo: toOrder({ kind: 'change', sets: [set], isReverse: true }),
    onReturn: null,
    fate: ON_PURPOSE,
    warnings: ['it hangs on no lease: it stays until somebody deregisters it, whatever becomes of the program'],
    returnWindowSeconds: 0,
  };
}

/** Healthy, as its clients route to nothing else. */
function recordOf({ service, address, port, ...given }: NewRegistration, now: string): string {
  const { weight, version, tags, metadata } = given;
  const told = { ...metadata, ...(weight !== undefined && { weight: String(weight) }) };
  return JSON.stringify({
    name: service,
    ...(version !== undefined && { version }),
    address,
    port,
    ...(tags !== undefined && tags.length > 0 && { tags }),
    metadata: told,
    health: { status: 'healthy' },
    register_time: now,
  });
}

/** The key may have a shape that another layout, or a rule of the configuration, claims. */
function isRead(
  context: RegisterContext,
  { changes }: ChangeSet,
  { instance, registration }: { readonly instance: string; readonly registration: NewRegistration },
): boolean {
  const kvs = changes.map(({ key, after }) => ({
    key: Buffer.from(key, 'base64'),
    value: Buffer.from(after?.value ?? '', 'base64'),
    ...{ lease: '0', create_revision: '0', mod_revision: '0', version: '1' },
  }));
  const read = instancesAmong(context, kvs).get(instance);
  const { service, address, port } = registration;
  return read?.format === 'plain' && read.service === service && read.address === address && read.port === port;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
