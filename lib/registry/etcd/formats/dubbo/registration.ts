import { formatAddress } from '../../../../domain/instance';
import type { Fault } from '../format';
import { type DubboUrl, decodePart, parseDubboUrl } from './dubbo-url';
import { type ServiceKey, serviceKey } from './service-key';

/** One interface of one provider: what is needed of its URL. The rest is read from its key again where a rule asks. */
export interface InterfaceRegistration {
  readonly level: 'interface';
  /** The first part of the key: Dubbo's registry group. */
  readonly root: string;
  readonly service: ServiceKey;
  readonly application: string | undefined;
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly disabled: string | undefined;
  readonly enabled: string | undefined;
  readonly weight: string | undefined;
  readonly timestamp: string | undefined;
  readonly tag: string | undefined;
  readonly release: string | undefined;
  readonly owner: string | undefined;
  readonly environment: string | undefined;
  readonly deprecated: string | undefined;
}

/** One provider as a whole, as Dubbo 3 registers it. */
export interface ApplicationRegistration {
  readonly level: 'application';
  readonly application: string;
  readonly address: string;
  readonly port: number;
  readonly endpoints: readonly string[];
  readonly weight: string | undefined;
  readonly timestamp: string | undefined;
  readonly tag: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export type Registration = InterfaceRegistration | ApplicationRegistration;

/** Where all registrations of one instance come together. */
export function groupName(application: string, address: string, port: number): string {
  return `${application}|${formatAddress(address, port)}`;
}

/** The application is the service; a provider that names none is known by its interface. */
export function serviceOf(registration: Registration): string {
  if (registration.level === 'application') return registration.application;
  return registration.application ?? registration.service.iface;
}

export function readRegistration(root: string, iface: string, url: DubboUrl): InterfaceRegistration | Fault {
  const { host, port, params } = url;
  if (port === undefined) return { fault: `the provider’s URL ${url.protocol}://… names no port` };
  const filled = (name: string) => params.get(name) || undefined;
  return {
    level: 'interface',
    root,
    service: serviceKey(iface, params),
    application: filled('application'),
    protocol: url.protocol,
    address: host,
    port,
    disabled: filled('disabled'),
    enabled: filled('enabled'),
    weight: filled('weight'),
    timestamp: filled('timestamp'),
    tag: filled('dubbo.tag') ?? filled('tag'),
    release: filled('release'),
    owner: filled('owner'),
    environment: filled('environment'),
    deprecated: filled('deprecated'),
  };
}

/** What a rule can ask of a registration; undefined where it is not known. */
export function attributeOf(registration: Registration, key: string, name: string): string | undefined {
  if (name === 'host') return registration.address;
  if (name === 'port') return String(registration.port);
  if (name === 'address') return formatAddress(registration.address, registration.port);
  if (registration.level === 'application') return name === 'application' ? registration.application : undefined;
  if (name === 'protocol') return registration.protocol;
  if (name === 'interface' || name === 'path') return registration.service.iface;
  const text = decodePart(key.slice(key.lastIndexOf('/') + 1));
  return (text === undefined ? undefined : parseDubboUrl(text))?.params.get(name);
}
