import { matchesPattern } from '../domain/name-pattern';
import type { Entry } from '../feed/ring';
import type { Upstream } from '../feed/upstream';
import { type Alert, alertId, type Subject } from './alert';
import { type Finding, judgeLink, judgeService, NO_PICTURE, type Picture, pictureOf } from './condition';
import { advance } from './evaluate';
import { isAbout, type Rule } from './rule';
import { Unsaved } from './unsaved';

/** What is looked at of a registry. */
export type Watched = Pick<Upstream, 'link' | 'catalog'>;

/** A service that a pattern found is waited for this long after it is gone, in milliseconds; one that is named for ever. */
const FORGET_MS = 24 * 3_600_000;

/** What a look at a subject has shown; the finding is null where nobody observes. */
interface Look {
  readonly finding: Finding | null;
  readonly now: number;
  readonly isGone?: boolean;
  readonly picture?: () => Picture;
}

/** Every alert of every rule: what is so, for how long, and what was told of it. */
export class AlertBook {
  readonly unsaved = new Unsaved();
  readonly #rules: readonly Rule[];
  /** By rule, registry and service; null is the link of the registry. */
  readonly #alerts = new Map<Rule, Map<string, Map<string | null, Alert>>>();
  /** What has changed since the last look: services by registry. One that is not named was never looked at. */
  readonly #touched = new Map<string, Set<string>>();

  /** @param kept what an earlier process has left */
  constructor(rules: readonly Rule[], kept: readonly Alert[] = []) {
    this.#rules = rules;
    for (const alert of kept) {
      const rule = rules.find(({ id }) => id === alert.rule);
      if (rule) this.#put(rule, alert);
      else this.unsaved.remove(alertId(alert));
    }
  }

  /** Notes what an entry of the feed has touched. */
  note(entry: Entry): void {
    if ('actions' in entry) return;
    const touched = this.#touched.get(entry.registry);
    if (!touched) return;
    for (const { service } of entry.services) touched.add(service);
    for (const service of entry.removedServices) touched.add(service);
  }

  /** Looks at what has changed, and at everything that there is an alert of. */
  look(registries: ReadonlyMap<string, Watched>, now: number): void {
    this.#endUnwatched(registries, now);
    for (const [registry, watched] of registries) {
      const isLive = watched.link.state === 'live';
      const touched = this.#touched.get(registry) ?? [...watched.catalog.services.keys()];
      for (const rule of this.#rules) {
        if (!isAbout(rule, registry)) continue;
        if (rule.when.state === 'stale') {
          const subject = { rule: rule.id, registry, service: null };
          this.#step(rule, subject, { finding: judgeLink(watched.link), now });
        } else if (isLive) this.#lookAtServices(rule, watched, { names: touched, now });
        else for (const alert of this.#of(rule, registry)) this.#step(rule, alert, { finding: null, now });
      }
      // What changes while nobody observes is looked at afterwards.
      if (isLive) this.#touched.set(registry, new Set());
    }
  }

  /** The alerts of a rule. */
  *alerts(rule: Rule): Generator<Alert> {
    for (const services of this.#alerts.get(rule)?.values() ?? []) yield* services.values();
  }

  /** Notes that alerts are in a message now; what was told to be well is done with. */
  told(rule: Rule, alerts: readonly Alert[], now: number): void {
    for (const alert of alerts) {
      if (alert.phase === 'resolved') this.#drop(rule, alert);
      else this.#keep(rule, { ...alert, toldAt: alert.toldAt ?? now, lastToldAt: now });
    }
  }

  #lookAtServices(rule: Rule, { catalog }: Watched, { names, now }: { names: Iterable<string>; now: number }): void {
    const changed = new Set<string>();
    for (const name of names) if (matchesPattern(rule.service, name)) changed.add(name);
    const wanted = new Set(changed);
    for (const { service } of this.#of(rule, catalog.registry)) {
      if (service !== null && matchesPattern(rule.service, service)) wanted.add(service);
    }
    if (!rule.service.includes('*')) wanted.add(rule.service);
    for (const service of wanted) {
      const entry = catalog.services.get(service);
      this.#step(
        rule,
        { rule: rule.id, registry: catalog.registry, service },
        {
          finding: judgeService(rule.when, entry?.summary ?? null),
          now,
          isGone: !entry,
          ...(changed.has(service) && { picture: () => pictureOf(rule.when, entry?.instances.values() ?? []) }),
        },
      );
    }
  }

  #step(rule: Rule, subject: Subject, look: Look): void {
    const { now, isGone = false } = look;
    const before = this.#alerts.get(rule)?.get(subject.registry)?.get(subject.service) ?? null;
    const goneAt = isGone ? (before?.goneAt ?? now) : null;
    const isForgotten = goneAt !== null && now - goneAt > FORGET_MS && rule.service.includes('*');
    const finding = isForgotten ? FORGOTTEN : look.finding;
    const patience = isForgotten ? { forMs: 0, resolveAfterMs: 0 } : rule;
    const state = advance(before, { isSo: finding?.isSo ?? null, now }, patience);
    if (!state || (state.phase === 'resolved' && !before?.toldAt)) {
      // Nobody was told that it was not well, so nobody has to be told that it is.
      if (before) this.#drop(rule, before);
      return;
    }
    const isNew = finding?.isSo && (!before || look.picture);
    const picture = isNew ? (look.picture?.() ?? NO_PICTURE) : (before ?? NO_PICTURE);
    const { instances, moreInstances } = picture;
    const { rule: ruleId, registry, service } = subject;
    this.#keep(rule, {
      ...state,
      rule: ruleId,
      registry,
      service,
      state: rule.when.state,
      summary: finding?.summary ?? before?.summary ?? '',
      instances,
      moreInstances,
      goneAt: finding ? goneAt : (before?.goneAt ?? null),
      toldAt: before?.toldAt ?? null,
      lastToldAt: before?.lastToldAt ?? null,
    });
  }

  /** The configuration may have changed since: what is watched no more cannot stay as it is for ever. */
  #endUnwatched(registries: ReadonlyMap<string, Watched>, now: number): void {
    for (const rule of this.#rules) {
      for (const alert of [...this.alerts(rule)]) {
        if (alert.phase === 'resolved' || (registries.has(alert.registry) && isOf(rule, alert))) continue;
        if (alert.toldAt === null) this.#drop(rule, alert);
        else this.#keep(rule, { ...alert, ...UNWATCHED, phase: 'resolved', resolvedAt: now });
      }
    }
  }

  #of(rule: Rule, registry: string): readonly Alert[] {
    return [...(this.#alerts.get(rule)?.get(registry)?.values() ?? [])];
  }

  #keep(rule: Rule, alert: Alert): void {
    const before = this.#put(rule, alert);
    if (!before || !looksSame(before, alert)) this.unsaved.put(alertId(alert), alert);
  }

  #put(rule: Rule, alert: Alert): Alert | undefined {
    const registries = this.#alerts.get(rule) ?? new Map<string, Map<string | null, Alert>>();
    const services = registries.get(alert.registry) ?? new Map<string | null, Alert>();
    const before = services.get(alert.service);
    this.#alerts.set(rule, registries.set(alert.registry, services.set(alert.service, alert)));
    return before;
  }

  #drop(rule: Rule, alert: Alert): void {
    this.#alerts.get(rule)?.get(alert.registry)?.delete(alert.service);
    this.unsaved.remove(alertId(alert));
  }
}

const FORGOTTEN: Finding = { isSo: false, summary: 'not registered for a day, and watched no more' };
const UNWATCHED: Finding = { isSo: false, summary: 'watched no more' };

function isOf(rule: Rule, { registry, service }: Alert): boolean {
  if (!isAbout(rule, registry)) return false;
  return rule.when.state === 'stale' ? service === null : service !== null && matchesPattern(rule.service, service);
}

/** For how long it was so is not kept: who goes on after a restart has not watched in between. */
function looksSame(a: Alert, b: Alert): boolean {
  for (const key of Object.keys(b) as (keyof Alert)[]) {
    if (key !== 'heldMs' && key !== 'lookedAt' && a[key] !== b[key]) return false;
  }
  return true;
}
