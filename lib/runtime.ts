import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type Access, createAccess } from './access/access';
import { type Actions, createActions } from './actions/actions';
import { type Config, loadConfig } from './config';
import { flappingRule } from './config-history';
import type { EtcdConfig, RegistryConfig } from './config-registries';
import { createDemoFleet, type DemoFleetOptions } from './demo/demo-fleet';
import type { Clock, Random } from './domain/clock';
import type { FactSheet } from './domain/fact-sheet';
import type { Log } from './domain/log';
import type { TriedValue } from './domain/tried-value';
import { Feed } from './feed/feed';
import { Readers } from './feed/readers';
import { createHistory, type History } from './history/history';
import type { RetentionOptions } from './history/journal-retention';
import { Past } from './history/past';
import { createLogger } from './logger';
import { createStreamLag, createWatchLag } from './metrics/lag-histograms';
import { createMetrics, type RollcallMetrics } from './metrics/metrics';
import { createNotifications, type Notifications } from './notify/notifications';
import { createConsulRegistry } from './registry/consul/consul-registry';
import { CONVENTION_SHEETS } from './registry/consul/conventions/conventions';
import { DEFAULT_PREFIXES } from './registry/etcd/default-prefixes';
import { createEtcdRegistry } from './registry/etcd/etcd-registry';
import { createCustomFormat } from './registry/etcd/formats/custom-format';
import { createDecode } from './registry/etcd/formats/decoder';
import { KNOWN_FORMATS } from './registry/etcd/formats/known-formats';
import type { EtcdOptions } from './registry/etcd/options';
import { tryValue } from './registry/etcd/try-value';
import { EMBEDDED_SHEET } from './registry/memory/fact-sheet';
import { createMemoryRegistry, type MemoryRegistry } from './registry/memory/memory-registry';
import type { Registry, RegistryKind } from './registry/port';
import { systemClock } from './registry/system-clock';
import { setRuntime } from './running';
import { checkedByRules, runChecks } from './runtime-checks';
import { demoCast } from './runtime-demo';
import { startSimulationThread } from './simulator/simulation-thread';
import { Simulator } from './simulator/simulator';
import { type AuditStore, createAuditStore } from './storage/audit-store';
import { openStorage, type Storage } from './storage/storage';

/** Everything that lives as long as the process. */
export interface Runtime {
  readonly config: Config;
  readonly log: Log;
  readonly feed: Feed;
  readonly readers: Readers;
  readonly metrics: RollcallMetrics;
  readonly storage: Storage;
  /** What is known of times gone by. */
  readonly past: Past;
  readonly audit: AuditStore;
  readonly access: Access;
  readonly actions: Actions;
  readonly notifications: Notifications;
  readonly history: History;
  readonly simulator: Simulator;
  /** The embedded registry, where one is configured: programs register themselves with it. */
  readonly memory: MemoryRegistry | null;
  /** What is known of every format, also of registries nobody configured. */
  readonly sheets: Readonly<Record<RegistryKind, readonly FactSheet[]>>;
  /** What a key and value would be read as in an etcd without rules and formats of its own. */
  readonly tryValue: (key: string, value: Buffer) => TriedValue;
  /** Ends streams with `end`, then the watches, the journal of what they showed, their connections, and the database last. */
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Puts everything together and begins to watch. Called once, when the server starts. @throws ConfigError and StorageError */
export async function startRuntime(): Promise<Runtime> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const deps: Deps = { clock: systemClock, random: Math.random, log };
  const { databaseUrl, dataDir } = config;
  const storage = await openStorage(databaseUrl === null ? { folder: dataDir } : { url: databaseUrl });
  const access = await createAccess(config.access, { storage, ...deps });
  const registries = config.registries.map((registry) => createRegistry(registry, deps));
  const watchLag = createWatchLag();
  const feed = new Feed({
    registries,
    ...deps,
    epoch: randomBytes(6).toString('hex'),
    flapping: flappingRule(config.history),
    lagged: (registry, seconds) => watchLag.observe({ registry }, seconds),
    ...checkedByRules(config.checks),
  });
  const decode = createDecode();
  const lag = createStreamLag();
  const readers = new Readers(feed, systemClock, (seconds) => lag.observe(seconds));
  const memory = registries.find(isMemory) ?? null;
  const watching = new AbortController();
  const reading = new AbortController();
  const newId = () => randomBytes(8).toString('hex');
  const history = createHistory({ ...deps, feed, storage, databaseUrl, retention: retention(config), newId });
  const cast = await demoCast(config, storage, deps);
  const remembering = new AbortController();
  const remembered = history
    .run(remembering.signal)
    .catch((error: unknown) => log.error({ err: error }, 'history-failed'));
  await history.seeded();
  // The fleet registers before the first list, so that it was there from the start.
  const fleets = demos(config, memory, { ...deps, ...(cast && { cast }) });
  const work = [feed.run(watching.signal), ...fleets.map((fleet) => fleet.run(watching.signal))].map((part) =>
    part.catch((error: unknown) => {
      if (!watching.signal.aborted) log.error({ err: error }, 'background-work-failed');
    }),
  );
  const streams = readers.run(reading.signal);
  const audit = createAuditStore(storage, deps);
  // Alone with its database a process is the same one after a restart, and need not wait for its own claims to end.
  const replica = storage.kind === 'sqlite' ? 'embedded' : feed.epoch;
  const simulator = new Simulator({
    ...deps,
    start: startSimulationThread,
    // One core stays for what is live.
    atOnce: availableParallelism() > 2 ? 2 : 1,
    waiting: 8,
    limitMs: 60_000,
  });
  const { simulation } = config;
  const actions = createActions({ ...deps, feed, storage, audit, replica, newId, simulation, simulator });
  const acting = new AbortController();
  const acts = actions.run(acting.signal).catch((error: unknown) => log.error({ err: error }, 'actions-failed'));
  const publicUrl = config.notifications.publicUrl ?? config.access.publicUrl;
  const notifications = createNotifications(
    { ...config.notifications, publicUrl },
    { ...deps, feed, storage, databaseUrl, newId },
  );
  const telling = notifications
    .run(acting.signal)
    .catch((error: unknown) => log.error({ err: error }, 'notifications-failed'));
  const started: Runtime = {
    config,
    log,
    feed,
    readers,
    metrics: createMetrics({
      ...deps,
      feed,
      readers,
      lags: [lag, watchLag],
      journal: history.total,
      ...config.metrics,
    }),
    storage,
    past: new Past({ storage, clock: systemClock, linkOf: (registry) => feed.upstream(registry)?.link }),
    audit,
    access,
    actions,
    notifications,
    history,
    simulator,
    memory,
    sheets: { etcd: KNOWN_FORMATS.map(({ sheet }) => sheet), consul: CONVENTION_SHEETS, memory: [EMBEDDED_SHEET] },
    tryValue: (key, value) => tryValue({ registry: 'etcd', decode }, key, value),
    stop: async () => {
      reading.abort();
      await streams;
      acting.abort();
      await acts;
      await telling;
      await checks;
      watching.abort();
      await Promise.allSettled(work);
      remembering.abort();
      await remembered;
      await Promise.allSettled(registries.map((registry) => registry.close()));
      await storage.close();
    },
  };
  const checking = {
    ...deps,
    feed,
    actions,
    metrics: started.metrics.registry,
    checkMade: started.metrics.checkMade,
    mayAct: history.isWriter,
  };
  const checks = runChecks(config.checks, checking, acting.signal).catch((error: unknown) =>
    log.error({ err: error }, 'checks-failed'),
  );
  setRuntime(started);
  return started;
}

function retention({ history: { keepDays, maxMegabytes } }: Config): RetentionOptions {
  return { maxAgeMs: keepDays * 86_400_000, maxBytes: maxMegabytes * 2 ** 20 };
}

function createRegistry(config: RegistryConfig, deps: Deps): Registry {
  switch (config.kind) {
    case 'etcd':
      return createEtcdRegistry(etcdOptions(config), deps);
    case 'consul':
      return createConsulRegistry(config, deps);
    case 'memory':
      return createMemoryRegistry(config, deps);
  }
}

function etcdOptions({ id, endpoints, prefixes, formats, username, password, tls }: EtcdConfig): EtcdOptions {
  const customFormats = formats?.custom.map(createCustomFormat) ?? [];
  return {
    id,
    endpoints,
    prefixes: prefixes ?? [...DEFAULT_PREFIXES, ...customFormats.flatMap((format) => format.prefixes)],
    formatRules: formats?.rules ?? [],
    customFormats,
    ...(username !== undefined && { auth: { username, password: password ?? '' } }),
    tls,
  };
}

function demos(
  config: Config,
  memory: MemoryRegistry | null,
  { clock, log, ...past }: Deps & Pick<DemoFleetOptions, 'cast'>,
) {
  const embedded = config.registries.find((registry) => registry.kind === 'memory');
  if (!memory || !embedded?.demo) return [];
  return [createDemoFleet({ registry: memory, ...embedded.demo, ...past, clock, log })];
}

function isMemory(registry: Registry): registry is MemoryRegistry {
  return registry.kind === 'memory';
}
