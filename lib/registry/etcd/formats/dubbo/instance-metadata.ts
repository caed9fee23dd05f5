import type { Placed } from '../assembly';
import type { ApplicationRegistration, InterfaceRegistration } from './registration';
import { labelOf, type Verdict } from './verdict';

const LONGEST_NOTE = 400;

/** What is worth reading of all registrations of an instance: not every parameter, its key shows them all. */
export function describeRegistrations(
  interfaces: readonly Placed<InterfaceRegistration>[],
  application: ApplicationRegistration | undefined,
  verdicts: readonly Verdict[],
): Readonly<Record<string, string>> {
  const noted = (name: string, texts: readonly string[]) => [name, note(texts)] as const;
  const common = (name: 'release' | 'owner' | 'environment') =>
    noted(
      name,
      interfaces.flatMap(({ data }) => data[name] ?? []),
    );
  const labels = interfaces.map(({ data }) => labelOf(data));
  const deprecated = interfaces.filter(({ data }) => data.deprecated === 'true').map(({ data }) => labelOf(data));
  const notes = [
    ['dubbo.interfaces', [...new Set(labels)].toSorted().join(', ')] as const,
    noted('dubbo.levels', application && interfaces.length > 0 ? ['application and interface'] : []),
    noted(
      'dubbo.out',
      verdicts.filter(({ out }) => out.length > 0).map((v) => `${v.label}: ${v.out.join(', ')}`),
    ),
    noted('dubbo.weights', differingWeights(verdicts.filter(({ label }) => labels.includes(label)))),
    noted(
      'dubbo.configured',
      verdicts.flatMap((v) => v.configured.map((setting) => `${v.label}: ${setting}`)),
    ),
    noted(
      'dubbo.routed',
      verdicts.flatMap(({ routed }) => routed),
    ),
    noted('dubbo.deprecated', deprecated),
    common('release'),
    common('owner'),
    common('environment'),
  ];
  return Object.fromEntries([
    ...Object.entries(application?.metadata ?? {}),
    ...notes.filter(([, text]) => text !== ''),
  ]);
}

function differingWeights(verdicts: readonly Verdict[]): readonly string[] {
  const isOne = new Set(verdicts.map(({ weight }) => weight)).size <= 1;
  return isOne ? [] : verdicts.map(({ label, weight }) => `${label}: ${weight}`);
}

/** Each once, and short: rules can be of any length. */
function note(texts: readonly string[]): string {
  const text = [...new Set(texts)].join('; ');
  return text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE - 1)}…`.toWellFormed() : text;
}
