import { type Assembled, createAssembly } from './assembly';
import { boundedTexts } from './bounded-texts';
import { type Entry, isJsonObject, type JsonObject } from './entry';
import { hostOf, portOf, quote, textOf } from './fields';
import type { Reading } from './format';

/** What the key says of a node. */
export interface MoleculerNode {
  readonly nodeId: string;
  readonly namespace: string | undefined;
}

/** A node's INFO, as far as it makes instances. */
interface Info extends MoleculerNode {
  readonly address: string;
  readonly port: number;
  readonly metadata: Texts;
  readonly services: readonly Service[];
}

interface Service {
  readonly name: string;
  readonly fullName: string;
  readonly version: string | undefined;
  readonly metadata: Texts;
}

type Texts = Readonly<Record<string, string>>;

const nodes = createAssembly<Info>({
  name: 'moleculer-node',
  assemble: ({ pieces }) =>
    pieces.flatMap(({ key, data }) => data.services.map((service) => instance(data, service, key))),
});

/** The INFO of a node: one instance of each of its services, but for Moleculer's own, whose names begin with `$`. */
export function readMoleculerInfo({ key, json, text }: Entry, node: MoleculerNode): Reading {
  if (json === null) return { fault: notJson(text) };
  const { services } = json;
  if (!Array.isArray(services)) return { fault: `services is ${quote(services)}, expected a list` };
  const read = services.map(serviceOf);
  const own = ownServices(read);
  if (own.length === 0) {
    const nameless = read.filter((service) => service === undefined).length;
    return nameless > 0
      ? { fault: `none of its ${nameless} services has a name` }
      : { belongs: 'node without services' };
  }
  const address = addressOf(json);
  if (address === undefined) {
    return { fault: `neither ipList ${quote(json.ipList)} nor hostname ${quote(json.hostname)} is an address` };
  }
  return nodes.piece(key, { ...node, address, port: portOf(json.port) ?? 0, metadata: nodeTexts(json), services: own });
}

function instance(info: Info, service: Service, key: string): Assembled {
  const metadata = { ...info.metadata, ...service.metadata };
  const { name, fullName, version } = service;
  return {
    part: fullName,
    format: 'moleculer',
    key,
    facts: {
      service: name,
      address: info.address,
      port: info.port,
      version,
      metadata: fullName === name ? metadata : { fullName, ...metadata },
      zone: Object.hasOwn(metadata, 'zone') ? textOf(metadata.zone) : undefined,
      namespace: info.namespace,
      node: info.nodeId,
    },
  };
}

function serviceOf(value: unknown): Service | undefined {
  const name = isJsonObject(value) ? textOf(value.name) : undefined;
  if (!isJsonObject(value) || name === undefined) return undefined;
  const version = textOf(value.version);
  const fullName = textOf(value.fullName) ?? fullNameOf(name, value.version);
  return { name, fullName, version, metadata: boundedTexts(value.metadata) };
}

/** As Moleculer itself makes it up where a node does not tell. */
function fullNameOf(name: string, version: unknown): string {
  const prefix = textOf(version);
  if (prefix === undefined) return name;
  return `${typeof version === 'number' ? 'v' : ''}${prefix}.${name}`;
}

/** The first of each full name: Moleculer has one a node. Its own begin with `$`. */
function ownServices(read: readonly (Service | undefined)[]): readonly Service[] {
  const byName = new Map<string, Service>();
  for (const service of read) {
    if (!service || service.name.startsWith('$') || byName.has(service.fullName)) continue;
    byName.set(service.fullName, service);
  }
  return [...byName.values()];
}

function addressOf({ ipList, hostname }: JsonObject): string | undefined {
  const ips: readonly unknown[] = Array.isArray(ipList) ? ipList : [];
  for (const ip of ips) {
    const address = hostOf(ip);
    if (address !== undefined) return address;
  }
  return hostOf(hostname);
}

/** What it tells of itself under Moleculer's own names, and over that its metadata. */
function nodeTexts({ client, instanceID, hostname, metadata }: JsonObject): Texts {
  const { type, version, langVersion } = isJsonObject(client) ? client : {};
  const told: Record<string, unknown> = {};
  if (textOf(type) !== undefined) told.client = type;
  if (textOf(version) !== undefined) told.clientVersion = version;
  if (textOf(langVersion) !== undefined) told.langVersion = langVersion;
  if (textOf(hostname) !== undefined) told.hostname = hostname;
  if (textOf(instanceID) !== undefined) told.instanceID = instanceID;
  return { ...boundedTexts(told), ...boundedTexts(metadata) };
}

function notJson(text: string): string {
  if (text.trim() === '') return 'the value is empty, expected the INFO of a node as JSON';
  if (/^\s*\{/.test(text)) return 'the INFO of the node begins like JSON but is not valid JSON';
  return 'the INFO of the node is no JSON object: where another serializer wrote it (MsgPack, CBOR …), only Moleculer can read it';
}
