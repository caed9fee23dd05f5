import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { AccessSettings } from './access/settings';
import { accessSchema, accessSettings } from './config-access';
import { type ChecksConfig, checksSchema } from './config-checks';
import { type Environment, environmentRegistries } from './config-environment';
import { type HistoryConfig, historySchema } from './config-history';
import { checkSetting } from './config-issues';
import { type MetricsConfig, metricsSchema } from './config-metrics';
import { type NotificationsConfig, notificationsSchema } from './config-notifications';
import { type RegistryConfig, registriesSchema } from './config-registries';
import { type SimulationConfig, simulationSchema } from './config-simulation';

/** Everything an operator can set, read once at the start. It holds secrets: never log it, never send it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Host names, besides this machine's own, under which Rollcall may be asked for. */
  readonly allowedHosts: readonly string[];
  readonly registries: readonly RegistryConfig[];
  readonly logLevel: string;
  readonly access: AccessSettings;
  readonly history: HistoryConfig;
  readonly checks: ChecksConfig;
  readonly metrics: MetricsConfig;
  readonly notifications: NotificationsConfig;
  readonly simulation: SimulationConfig;
  /** Where the embedded database lives. */
  readonly dataDir: string;
  /** The PostgreSQL that takes its place; null for none. With a password in it, as a rule. */
  readonly databaseUrl: string | null;
}

/** Bad configuration. The message names the file or variable, the place inside it and what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const DEFAULT_FILE = 'rollcall.config.yaml';

const fileSchema = z.strictObject({
  access: accessSchema.optional(),
  allowedHosts: z.array(z.string().min(1)).default([]),
  checks: checksSchema.prefault({}),
  history: historySchema.prefault({}),
  metrics: metricsSchema.prefault({}),
  notifications: notificationsSchema.prefault({}),
  registries: registriesSchema.default([]),
  simulation: simulationSchema.prefault({}),
});

const databaseUrl = z
  .string()
  .refine(
    (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
    'expected postgres://user:password@host:port/database',
  );

const environmentSchema = z.object({
  PORT: z.coerce.number('expected a port number from 0 to 65535').int().min(0).max(65_535).default(4600),
  HOST: z.string().default('127.0.0.1'),
  ROLLCALL_DEMO: z.enum(['on', 'off']).optional(),
  ROLLCALL_DEMO_SEED: z.coerce.number('expected a whole number').int().default(1),
  ROLLCALL_DEMO_SPEED: z.coerce.number('expected a number above 0 and at most 1000').positive().max(1000).default(1),
  ROLLCALL_ALLOWED_HOSTS: z.string().default(''),
  ROLLCALL_DATA_DIR: z.string().default('./data'),
  ROLLCALL_DATABASE_URL: databaseUrl.optional(),
  ROLLCALL_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Reads the environment and the YAML file it names.
 * @throws ConfigError for anything that is not as expected; nothing half-starts.
 */
export function loadConfig(environment: Environment = process.env): Config {
  // An empty value counts as unset, except where it says something (ROLLCALL_ETCD_PREFIXES).
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const settings = check(environmentSchema, set, 'environment');
  const file = readFile(set.ROLLCALL_CONFIG);
  const registries = [
    ...environmentRegistries({ ...set, ROLLCALL_ETCD_PREFIXES: environment.ROLLCALL_ETCD_PREFIXES }, fail),
  ];
  registries.push(...file.registries);
  const demo = { seed: settings.ROLLCALL_DEMO_SEED, speed: settings.ROLLCALL_DEMO_SPEED };
  const named = registries.find((registry) => registry.kind === 'memory');
  if (named && settings.ROLLCALL_DEMO === 'on') named.demo ??= demo;
  else if (named && settings.ROLLCALL_DEMO === 'off') named.demo = null;
  const wantsDemo = settings.ROLLCALL_DEMO === 'on' || (registries.length === 0 && settings.ROLLCALL_DEMO !== 'off');
  if (!named && (wantsDemo || registries.length === 0)) {
    registries.push({ kind: 'memory', id: 'memory', demo: wantsDemo ? demo : null, removeAfterSeconds: 60 });
  }
  registries.sort((a, b) => Number(a.kind === 'memory') - Number(b.kind === 'memory'));
  refuseDoubles(registries);
  refuseStrayRules('checks', file.checks.rules, registries);
  refuseStrayRules('notifications', file.notifications.rules, registries);
  refuseStrayRules('simulation', file.simulation.policies, registries);
  return {
    host: settings.HOST,
    port: settings.PORT,
    allowedHosts: [
      ...file.allowedHosts,
      ...settings.ROLLCALL_ALLOWED_HOSTS.split(',').map((host) => host.trim()),
    ].filter(Boolean),
    registries,
    logLevel: settings.ROLLCALL_LOG_LEVEL,
    access: accessSettings(file.access, settings.HOST, fail),
    history: file.history,
    checks: file.checks,
    metrics: file.metrics,
    notifications: file.notifications,
    simulation: file.simulation,
    dataDir: settings.ROLLCALL_DATA_DIR,
    databaseUrl: settings.ROLLCALL_DATABASE_URL ?? null,
  };

  function readFile(named: string | undefined): z.output<typeof fileSchema> {
    const path = named ?? DEFAULT_FILE;
    if (!existsSync(/* turbopackIgnore: true */ path)) {
      if (named !== undefined) fail(`ROLLCALL_CONFIG names ${path}, which is not there`);
      return fileSchema.parse({});
    }
    let content: unknown;
    try {
      content = parseYaml(readFileSync(/* turbopackIgnore: true */ path, 'utf8'));
    } catch (error) {
      // What follows the first line repeats the text around the fault, which may hold a secret.
      fail(`${path} is not YAML: ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}`);
    }
    return check(fileSchema, expand(content ?? {}, set, { file: path, inside: [] }), path);
  }
}

interface Place {
  readonly file: string;
  readonly inside: readonly (string | number)[];
}

/** Replaces `${NAME}` in every text of the file by the environment's value. */
function expand(value: unknown, environment: Environment, { file, inside }: Place): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) {
        fail(`${file} is not as expected:\n  ${inside.join('.')}: \${${name}} is not set in the environment`);
      }
      return found;
    });
  }
  const expandItem = (key: string | number, item: unknown) =>
    expand(item, environment, { file, inside: [...inside, key] });
  if (Array.isArray(value)) return value.map((item, index) => expandItem(index, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandItem(key, item)]));
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, source: string): z.output<Schema> {
  const result = checkSetting(schema, value);
  if ('value' in result) return result.value;
  return fail(`${source} is not as expected:\n${result.issues.map((issue) => `  ${issue}`).join('\n')}`);
}

function refuseDoubles(registries: readonly RegistryConfig[]): void {
  const seen = new Set<string>();
  for (const { id } of registries) {
    if (seen.has(id)) fail(`two registries have the id "${id}"; give one of them another id`);
    seen.add(id);
  }
}

function refuseStrayRules(
  section: string,
  rules: readonly { readonly registry: string | null }[],
  registries: readonly RegistryConfig[],
): void {
  const known = new Set(registries.map(({ id }) => id));
  const stray = rules.find(({ registry }) => registry !== null && !known.has(registry));
  if (stray) fail(`a rule of ${section} is for the registry "${stray.registry}", which is not configured`);
}

function fail(message: string): never {
  throw new ConfigError(message);
}
