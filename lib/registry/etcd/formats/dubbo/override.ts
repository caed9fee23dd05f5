import { placeOf } from './dubbo-url';
import { attributeOf, type Registration } from './registration';
import { isInScope, type Reach, type Scope } from './scope';
import { isMeant, type ServiceKey } from './service-key';

/** Where no address is narrowed to. */
export const ANY_HOST = '0.0.0.0';

/** The two settings that decide about rotation. */
export interface Settings {
  readonly disabled?: string | undefined;
  readonly weight?: string | undefined;
}

/** A configurator: it replaces settings of the providers it applies to, or sets those that are missing. */
export interface Override {
  readonly mode: 'override' | 'absent';
  readonly scope: Scope;
  readonly host: string;
  readonly port: number | undefined;
  /** How clients read its address: since 2.7 they need its side for that. */
  readonly side: 'provider' | 'consumer' | 'before 2.7';
  /** `host:port`, or the host alone, of the providers it is narrowed to. */
  readonly providers: readonly string[];
  /** Within an application: the services it is narrowed to. */
  readonly services: readonly ServiceKey[];
  readonly applications: readonly string[];
  /** Parameters the provider must have. */
  readonly conditions: readonly (readonly [name: string, value: string])[];
  /** It is narrowed in a way that only clients can tell. */
  readonly isPartial: boolean;
  readonly priority: number;
  readonly settings: Settings;
}

/** As AbstractConfigurator of apache/dubbo tells it. */
export function reachOf(override: Override, registration: Registration, key: string): Reach {
  if (!isInScope(override.scope, registration) || !isAmongServices(override, registration)) return 'none';
  if (override.conditions.some(([name, value]) => attributeOf(registration, key, name) !== value)) return 'none';
  if (!isAmongProviders(override, registration)) return 'none';
  const reach = reachOfHost(override, registration);
  if (reach !== 'all') return reach;
  const { applications } = override;
  // Another application's name there is a client's: only its calls are meant.
  const isOwn =
    applications.length === 0 || applications.some((name) => name === '*' || name === registration.application);
  return isOwn && !override.isPartial ? 'all' : 'some';
}

function isAmongServices({ services }: Override, registration: Registration): boolean {
  if (services.length === 0) return true;
  if (registration.level === 'application') return services.some(({ iface }) => iface === '*');
  return services.some((service) => isMeant(service, registration.service));
}

function isAmongProviders({ providers }: Override, { address, port }: Registration): boolean {
  if (providers.length === 0) return true;
  return providers.some((text) => {
    const place = placeOf(text.replace(/:\*$/, ''));
    return (place?.host === ANY_HOST || place?.host === address) && (place.port === undefined || place.port === port);
  });
}

function reachOfHost({ host, port, side }: Override, registration: Registration): Reach {
  const isHere = host === ANY_HOST || host === registration.address;
  if (side === 'provider') return isHere ? 'all' : 'none';
  if (side === 'before 2.7' && port !== undefined) return isHere && port === registration.port ? 'all' : 'none';
  // Without a port it is a client's address.
  return host === ANY_HOST ? 'all' : 'some';
}
