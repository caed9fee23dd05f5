import type { Consumer } from '../../../../domain/consumer';
import { formatAddress } from '../../../../domain/instance';
import { type Assembled, createAssembly, type Group, type Placed } from '../assembly';
import type { Facts } from '../format';
import { readTime } from '../stated-time';
import type { DubboRule } from './dubbo-rule';
import { describeRegistrations } from './instance-metadata';
import { type ApplicationRegistration, type InterfaceRegistration, type Registration, serviceOf } from './registration';
import { formatServiceKey, isMeant } from './service-key';
import { judge, type Verdict } from './verdict';

type DubboGroup = Group<Registration, DubboRule>;

/** All registrations of one application under one `host:port`, of both levels, as one instance. */
export const dubboAssembly = createAssembly<Registration, DubboRule>({
  name: 'dubbo',
  assemble,
  isSubscription: ({ kind }) => kind === 'consumer',
  consumers,
});

function assemble({ pieces, rules }: DubboGroup): readonly Assembled[] {
  const ordered = pieces.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const interfaces = ordered.filter(isInterface);
  const application = ordered.filter(isApplication).toSorted((a, b) => Number(b.revision) - Number(a.revision))[0];
  // The application's key is the one Dubbo 3 clients follow.
  const standing = application ?? interfaces[0];
  if (!standing) return [];
  const judged = interfaces.map((piece) => judge(piece, rules));
  const whole = application && judgeApplication(application, interfaces, rules);
  const verdicts = whole ? [...judged, whole] : judged;
  const { data } = standing;
  const facts: Facts = {
    service: serviceOf(data),
    address: data.address,
    port: data.port,
    endpoints: endpointsOf(interfaces, application),
    version: commonVersion(interfaces),
    tags: [...new Set(verdicts.flatMap(({ tags }) => tags))],
    metadata: describeRegistrations(interfaces, application?.data, verdicts),
    weight: commonWeight(judged.length > 0 ? judged : verdicts),
    registeredAt: earliest(pieces),
    rotation: verdicts.every(({ out }) => out.length > 0) ? 'out' : 'in',
  };
  return [{ part: 'instance', format: `dubbo-${data.level}`, facts, key: standing.key }];
}

/** Rules of the configuration that take all its interfaces out hold for clients that follow the application, too. */
function judgeApplication(
  application: Placed<Registration>,
  interfaces: readonly Placed<InterfaceRegistration>[],
  rules: readonly Placed<DubboRule>[],
): Verdict {
  const verdict = judge(application, rules);
  if (verdict.out.length > 0 || interfaces.length === 0) return verdict;
  const governing = rules.filter(isOfConfiguration);
  const configured = interfaces.map(({ data, ...at }) =>
    judge({ ...at, data: { ...data, disabled: undefined, enabled: undefined, weight: undefined } }, governing),
  );
  const isOut = configured.every(({ out }) => out.length > 0);
  return isOut ? { ...verdict, out: ['all its interfaces'] } : verdict;
}

function isOfConfiguration({ data }: Placed<DubboRule>): boolean {
  if (data.kind === 'consumer') return false;
  const all = data.kind === 'overrides' ? data.overrides : data.routes;
  return all.every(({ scope }) => scope.root === undefined);
}

function isInterface(piece: Placed<Registration>): piece is Placed<InterfaceRegistration> {
  return piece.data.level === 'interface';
}

function isApplication(piece: Placed<Registration>): piece is Placed<ApplicationRegistration> {
  return piece.data.level === 'application';
}

function endpointsOf(
  interfaces: readonly Placed<InterfaceRegistration>[],
  application: Placed<ApplicationRegistration> | undefined,
): readonly string[] | undefined {
  const urls = interfaces.map(({ data }) => `${data.protocol}://${formatAddress(data.address, data.port)}`);
  const all = new Set([...(application?.data.endpoints ?? []), ...urls]);
  return all.size === 0 ? undefined : [...all];
}

function commonVersion(interfaces: readonly Placed<InterfaceRegistration>[]): string | undefined {
  const [version, ...others] = new Set(interfaces.map(({ data }) => data.service.version));
  return others.length === 0 && version ? version : undefined;
}

/** What most of those in rotation have, the larger of two that are equally common. */
function commonWeight(verdicts: readonly Verdict[]): number {
  const inRotation = verdicts.filter(({ out }) => out.length === 0);
  const counts = new Map<number, number>();
  for (const { weight } of inRotation.length > 0 ? inRotation : verdicts) {
    counts.set(weight, (counts.get(weight) ?? 0) + 1);
  }
  const [common] = [...counts].toSorted(([a, m], [b, n]) => n - m || b - a);
  return common?.[0] ?? 0;
}

function earliest(pieces: readonly Placed<Registration>[]): string | undefined {
  return pieces.flatMap(({ data }) => readTime(data.timestamp) ?? []).toSorted()[0];
}

function consumers({ pieces, rules }: DubboGroup): readonly Consumer[] {
  const registrations = pieces.filter(isInterface).map(({ data }) => data);
  return rules.flatMap(({ data: rule }) => {
    if (rule.kind !== 'consumer') return [];
    const { root, service, address, application } = rule;
    const isServed = registrations.some((data) => data.root === root && isMeant(service, data.service));
    return isServed ? [{ address, application, subscribes: formatServiceKey(service) }] : [];
  });
}
