import { type Clock, isoTime, type Random } from '../domain/clock';
import { formatAddress, type Health } from '../domain/instance';
import type { MemoryRegistry } from '../registry/memory/memory-registry';
import type { HeldInstance } from '../registry/memory/record';
import { pick, wholeBetween } from './chance';
import { probed, unprobed } from './checks';
import { type ServicePlan, ZONES, type Zone } from './plans';

/** The running programs of the demo. What happens to them is written to the registry at once. */
export interface Fleet {
  /** Instances of one service, or all, oldest first. */
  instances(service?: string): readonly HeldInstance[];
  find(id: string): HeldInstance | undefined;
  /** Starts one instance, not yet probed, in the zone with the fewest. */
  launch(plan: ServicePlan, version: string | null): HeldInstance;
  /** What the next probe finds. Does nothing to an instance that is gone, as all that follows. */
  probe(ids: readonly string[], health: Health): void;
  /** Out of rotation for a reason, or back in with none. */
  rotate(ids: readonly string[], reason: string | null): void;
  /** Changes what the instance says of itself. */
  update(id: string, given: Partial<Pick<HeldInstance, 'weight' | 'tags' | 'metadata'>>): void;
  stop(ids: readonly string[]): void;
  /** The process dies: no more heartbeats, and the registry finds out by itself. */
  crash(id: string): void;
  /** Every living instance with a TTL sends its heartbeat. */
  beat(): void;
  /** Registers all of `instances` at once, as they are. */
  open(instances: readonly HeldInstance[]): void;
  /** A new instance that is not registered yet. */
  build(plan: ServicePlan, version: string | null, zone: Zone): HeldInstance;
}

interface FleetDeps {
  readonly registry: Pick<MemoryRegistry, 'put' | 'heartbeat' | 'has'>;
  readonly clock: Clock;
  readonly random: Random;
}

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const DRAIN_REASON = 'drain-reason';

export function createFleet({ registry, clock, random }: FleetDeps): Fleet {
  const running = new Map<string, HeldInstance>();
  const commits = new Map<string, string>();
  let launched = 0;

  const now = () => isoTime(clock.now());
  const instances = (service?: string) =>
    [...running.values()].filter(
      (instance) => (service === undefined || instance.service === service) && registry.has(instance.id),
    );
  /** What somebody deregistered by hand is gone for the fleet, too, until somebody puts it back. */
  const find = (id: string) => (registry.has(id) ? running.get(id) : undefined);

  function open(given: readonly HeldInstance[]): void {
    for (const instance of given) running.set(instance.id, instance);
    registry.put(given);
  }

  function alter(ids: readonly string[], change: (instance: HeldInstance) => Partial<HeldInstance>): void {
    open(ids.flatMap((id) => find(id) ?? []).map((instance) => ({ ...instance, ...change(instance) })));
  }

  function commitOf(release: string): string {
    const commit = commits.get(release) ?? commitHash(random);
    commits.set(release, commit);
    return commit;
  }

  function build(plan: ServicePlan, version: string | null, zone: Zone): HeldInstance {
    const number = launched++;
    const host = `${ZONES.indexOf(zone) * 32 + (Math.floor(number / 240) % 32)}.${10 + (number % 240)}`;
    const address = `10.4.${host}`;
    const id = newId(plan.name, running, random);
    return {
      id,
      nativeId: id,
      service: plan.name,
      address,
      port: plan.port,
      endpoints: [
        plan.probe === 'http' ? `http://${formatAddress(address, plan.port)}` : formatAddress(address, plan.port),
      ],
      version,
      tags: plan.tags,
      metadata: {
        team: plan.team,
        commit: commitOf(`${plan.name}@${version}`),
        runbook: `https://runbooks.example.com/${plan.name}`,
      },
      weight: plan.weight,
      health: 'unknown',
      checks: unprobed(plan.probe, plan.port),
      rotation: 'in',
      zone,
      datacenter: null,
      namespace: null,
      node: `node-${zone}-${wholeBetween(random, 1, 9)}`,
      format: 'rollcall',
      registeredAt: now(),
      ttlSeconds: plan.ttlSeconds,
    };
  }

  return {
    instances,
    open,
    build,
    find,
    launch(plan, version) {
      const instance = build(plan, version, emptiestZone(instances(plan.name)));
      open([instance]);
      return instance;
    },
    probe(ids, health) {
      alter(ids, (instance) => {
        const checks = probed(instance, health, { at: now(), random });
        return { health, checks, ...(health !== instance.health && { since: now() }) };
      });
    },
    rotate(ids, reason) {
      alter(ids, ({ metadata: { [DRAIN_REASON]: _, ...metadata } }) => ({
        rotation: reason === null ? 'in' : 'out',
        metadata: reason === null ? metadata : { ...metadata, [DRAIN_REASON]: reason },
      }));
    },
    update: (id, given) => alter([id], () => given),
    stop(ids) {
      const gone = ids.filter((id) => running.delete(id));
      registry.put(
        [],
        gone.map((id) => ({ id, cause: 'deleted' as const })),
      );
    },
    crash: (id) => void running.delete(id),
    beat() {
      for (const { id, ttlSeconds } of running.values()) if (ttlSeconds !== null) registry.heartbeat(id);
    },
  };
}

function emptiestZone(instances: readonly HeldInstance[]): Zone {
  const count = (zone: string) => instances.filter((instance) => instance.zone === zone).length;
  return ZONES.reduce((emptiest, zone) => (count(zone) < count(emptiest) ? zone : emptiest));
}

function newId(service: string, taken: ReadonlyMap<string, unknown>, random: Random): string {
  const suffix = Array.from({ length: 5 }, () => pick(random, [...SUFFIX_LETTERS])).join('');
  const id = `${service}-${suffix}`;
  return taken.has(id) ? newId(service, taken, random) : id;
}

function commitHash(random: Random): string {
  return Math.floor(random() * 2 ** 28)
    .toString(16)
    .padStart(7, '0');
}
