import type { Log } from '../domain/log';
import type { Notice } from '../registry/port';
import type { Ward } from './policy-wards';

type Why = 'held-back' | 'in-vain';

interface Told {
  readonly ward: Ward;
  readonly why: Why;
  readonly detail: string;
  count: number;
}

/** What the policies could not do in one registry, shown while it is so and logged once. */
export class PolicyNotices {
  readonly #log: Log;
  readonly #told = new Map<string, Told>();
  #logged: ReadonlySet<string> = new Set();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Of one more instance of a service. */
  add(ward: Ward, why: Why, detail: string): void {
    const key = JSON.stringify([why, ward.service]);
    const known = this.#told.get(key);
    if (known) known.count += 1;
    else this.#told.set(key, { ward, why, detail, count: 1 });
  }

  /** Everything added since the last time. */
  flush(): readonly Notice[] {
    const notices = [...this.#told].map(([key, told]) => {
      const notice = noticeOf(told);
      const registry = told.ward.upstream.registry.id;
      if (!this.#logged.has(key)) this.#log.warn({ registry, ...notice }, `check-policy-${told.why}`);
      return notice;
    });
    this.#logged = new Set(this.#told.keys());
    this.#told.clear();
    return notices;
  }
}

function noticeOf({ ward: { service, rule, kind }, why, detail, count }: Told): Notice {
  const who = count === 1 ? 'One instance' : `${count} instances`;
  const verb = count === 1 ? 'is' : 'are';
  const what = `${who} of ${service} ${verb} critical by Rollcall's own check and ${verb} left in rotation`;
  const share = Math.round(rule.keepInRotation * 100);
  const because = why === 'held-back' ? `the policy ${kind} keeps ${share} % there` : `${kind} did not help: ${detail}`;
  return { code: 'check-policy', scope: service, detail: `${what}: ${because}` };
}
