import type { NewRegistration } from '@/lib/domain/new-registration';
import { weightOf } from './weight-of';

/** A registration as it is typed. */
export interface RegistrationFields {
  readonly registry: string;
  readonly service: string;
  readonly address: string;
  readonly port: string;
  readonly weight: string;
  readonly version: string;
  /** Apart by commas or spaces. */
  readonly tags: string;
  /** A `name=value` a line. */
  readonly metadata: string;
  readonly reason: string;
}

type RegistrationField = keyof RegistrationFields;

export const NO_FIELDS: Omit<RegistrationFields, 'registry'> = {
  service: '',
  address: '',
  port: '',
  weight: '',
  version: '',
  tags: '',
  metadata: '',
  reason: '',
};

const LARGEST_PORT = 65_535;

/** What is wrong or missing, by field, in the order of the form; empty where all is well. */
export function registrationTroubles(fields: RegistrationFields): Partial<Record<RegistrationField, string>> {
  const { service, address, port, weight, metadata, reason } = fields;
  const wrongLine = metadata.split('\n').find((line) => line.trim() !== '' && !/^[^=]*\S[^=]*=/.test(line));
  return {
    ...(service.trim() === '' && { service: 'Name the service.' }),
    ...(!isHost(address.trim()) && { address: 'A host name or an address, without a port.' }),
    ...(portOf(port) === null && { port: `A whole number from 1 to ${LARGEST_PORT}.` }),
    ...(weight.trim() !== '' &&
      weightOf(weight) === null && { weight: 'A whole number from 0 to 65,535, or nothing.' }),
    ...(wrongLine !== undefined && { metadata: `“${wrongLine.trim()}” is no name=value.` }),
    ...(reason.trim() === '' && { reason: 'Say why: it is kept with the action.' }),
  };
}

/** What is sent; only of fields without troubles. */
export function registrationOf(fields: RegistrationFields): NewRegistration & { readonly registry: string } {
  const tags = fields.tags.split(/[\s,]+/).filter((tag) => tag !== '');
  const lines = fields.metadata.split('\n').filter((line) => line.trim() !== '');
  const metadata = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
  const weight = weightOf(fields.weight);
  const version = fields.version.trim();
  return {
    registry: fields.registry,
    service: fields.service.trim(),
    address: fields.address.trim().replace(/^\[(.*)\]$/, '$1'),
    port: portOf(fields.port) ?? 0,
    ...(tags.length > 0 && { tags }),
    ...(lines.length > 0 && { metadata }),
    ...(weight !== null && { weight }),
    ...(version !== '' && { version }),
  };
}

function portOf(typed: string): number | null {
  const port = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return port >= 1 && port <= LARGEST_PORT ? port : null;
}

/** A name, an IPv4 address, or an IPv6 address with or without brackets; no port. */
function isHost(text: string): boolean {
  return /^[\p{L}\p{N}._-]+$/u.test(text) || /^\[?(?=[^:]*:[^:]*:)[0-9a-f:.]+(%\w+)?\]?$/i.test(text);
}
