import { formatAddress, type Instance, type Rotation } from './instance';

export const CHANGE_KINDS = [
  'registered',
  're-registered',
  'deregistered',
  'health-changed',
  'rotation-changed',
  'updated',
  'link-changed',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Why an instance went away: `unknown` where the registry does not say. */
export type RemovalCause = 'lease-expired' | 'lease-revoked' | 'deleted' | 'unknown';

/** One field of an updated instance, as text; null where it was or is absent. */
export interface FieldChange {
  /** `version`, `weight`, `metadata.zone` … */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One observed fact. */
export interface Change {
  readonly id: string;
  /** When it was observed, ISO 8601. */
  readonly at: string;
  readonly registry: string;
  /** Null for a change of the link. */
  readonly service: string | null;
  readonly instance: string | null;
  /** `host:port` of the instance; it outlives the instance. */
  readonly address: string | null;
  readonly kind: ChangeKind;
  readonly from?: string;
  readonly to?: string;
  /** Of an arrival that came out of rotation; one that does not say is in. */
  readonly rotation?: Rotation;
  readonly fields?: readonly FieldChange[];
  readonly cause?: string;
  /** Output of the check that decided the new health. */
  readonly output?: string;
  /** True when it happened in a stretch nobody observed: `at` is when it was noticed. */
  readonly afterGap: boolean;
  readonly origin: 'rollcall' | 'elsewhere';
  readonly action?: string;
}

/** A change before the feed gives it its place. */
export type UnplacedChange = Omit<Change, 'id' | 'at' | 'registry' | 'afterGap' | 'origin'>;

/** A change tells what differs, not everything: longer values are cut, and of more fields only their number is told. */
const VALUE_LIMIT = 1_000;
const FIELD_LIMIT = 100;
/** And of their text altogether only so much, in characters: thousands of changes are held. */
const TEXT_LIMIT = 10_000;
/** Consul's own limit of an output, in characters. */
const OUTPUT_LIMIT = 4_096;

const TEXT_FIELDS = ['service', 'version', 'weight', 'zone', 'datacenter', 'namespace', 'node', 'format'] as const;

/** What a reader should be told when `before` became `after`; empty when nothing worth a row differs. */
export function changesBetween(before: Instance, after: Instance): UnplacedChange[] {
  const subject = subjectOf(after);
  const changes: UnplacedChange[] = [];
  if (before.health !== after.health) {
    const output = decisiveOutput(after);
    changes.push({
      ...subject,
      kind: 'health-changed',
      from: before.health,
      to: after.health,
      ...(output && { output }),
    });
  }
  if (before.rotation !== after.rotation) {
    changes.push({ ...subject, kind: 'rotation-changed', from: before.rotation, to: after.rotation });
  }
  const fields = fieldChanges(before, after);
  if (isRenewed(before, after)) changes.unshift({ ...subject, kind: 're-registered', ...arrivalState(after), fields });
  else if (fields.length > 0) changes.push({ ...subject, kind: 'updated', fields });
  return changes;
}

/**
 * Whether the same instance is registered anew: on another lease, and under another name of the registry's. One that is
 * registered in two formats, each on its own lease, is not anew when the other stands for it.
 */
function isRenewed({ nativeId, lease, format }: Instance, after: Instance): boolean {
  if (lease === null || after.lease === null || format !== after.format) return false;
  return lease.id !== after.lease.id && nativeId !== after.nativeId;
}

/** How an instance stands that arrives. */
export function arrivalState({ health, rotation }: Instance): Pick<UnplacedChange, 'to' | 'rotation'> {
  return { to: health, ...(rotation === 'out' && { rotation }) };
}

/** The service, instance and address a change speaks of. */
export function subjectOf(instance: Instance): { service: string; instance: string; address: string } {
  return {
    service: instance.service,
    instance: instance.id,
    address: formatAddress(instance.address, instance.port),
  };
}

/** Output of the check that makes an instance unhealthy, when it says anything. */
export function decisiveOutput(instance: Instance): string | undefined {
  if (instance.health === 'passing') return undefined;
  const output = instance.checks.find((check) => check.status === instance.health && check.output)?.output;
  return output && cut(output, OUTPUT_LIMIT);
}

function fieldChanges(before: Instance, after: Instance): FieldChange[] {
  const fields: FieldChange[] = [];
  const note = (field: string, from: string | null, to: string | null) => {
    if (from === to) return;
    fields.push({
      field: cut(field, VALUE_LIMIT),
      from: from && cut(from, VALUE_LIMIT),
      to: to && cut(to, VALUE_LIMIT),
    });
  };
  note('address', formatAddress(before.address, before.port), formatAddress(after.address, after.port));
  for (const field of TEXT_FIELDS) note(field, textOf(before[field]), textOf(after[field]));
  note('endpoints', before.endpoints.join(' '), after.endpoints.join(' '));
  note('tags', before.tags.join(' '), after.tags.join(' '));
  note('lease', before.lease?.id ?? null, after.lease?.id ?? null);
  if (before.metadata !== after.metadata) {
    // Maps, because a registry may hold keys like `constructor` that every object seems to have.
    const was = new Map(Object.entries(before.metadata));
    const is = new Map(Object.entries(after.metadata));
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      note(`metadata.${key}`, was.get(key) ?? null, is.get(key) ?? null);
    }
  }
  return withinLimits(fields);
}

function withinLimits(fields: readonly FieldChange[]): FieldChange[] {
  const told: FieldChange[] = [];
  let room = TEXT_LIMIT;
  for (const change of fields) {
    room -= change.field.length + (change.from?.length ?? 0) + (change.to?.length ?? 0);
    if (room < 0 || told.length === FIELD_LIMIT) {
      return [...told, { field: '…', from: null, to: `${fields.length - told.length} more fields` }];
    }
    told.push(change);
  }
  return told;
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Joined anew: a slice would keep all of the text in memory.
  return `${[...text.slice(0, limit)].join('')}…`;
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
