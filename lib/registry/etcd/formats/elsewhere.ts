import type { Entry } from './entry';

/** Formats Rollcall recognises but does not read, by the shape of the key and then by what the value holds. */
const BY_KEY: readonly (readonly [RegExp, string])[] = [
  [/^\/micro\/registry\//, 'go-micro'],
  [/^\/microservices\//, 'kratos'],
  [/^kitex\/registry-etcd\//, 'kitex'],
  [/^hertz\/registry-etcd\//, 'hertz'],
  [/^\/dubbo\//, 'dubbo'],
  [/^\/skydns\//, 'coredns'],
  [/^\/apisix\//, 'apisix'],
  [/^traefik\//, 'traefik'],
  [/^\/cse-sr\//, 'servicecomb'],
  [/^moleculer(-[^/]+)?\//, 'moleculer'],
  [/^\/service\/[^/]+\/[^/]+\/[^/]+\/[^/]+\/[^/]+$/, 'goframe'],
  [/\/(tcp|unix|kcp|quic)@[^/]+$/, 'rpcx'],
];

const BY_FIELDS: readonly (readonly [fields: readonly string[], format: string])[] = [
  [['Op', 'Addr', 'MetadataX'], 'jupiter'],
  [['Op', 'Addr'], 'grpc-naming'],
  [['registrationTimeUTC'], 'curator'],
  [['ServiceName', 'Host'], 'dubbo'],
  [['serviceName', 'host'], 'dubbo'],
];

/** The name of the format this entry seems to have. */
export function formatElsewhere({ key, segments, text, json }: Entry): string | undefined {
  const byKey = BY_KEY.find(([shape]) => shape.test(key));
  if (byKey) return byKey[1];
  if (json) return BY_FIELDS.find(([fields]) => fields.every((field) => Object.hasOwn(json, field)))?.[1];
  return /^\d{15,20}$/.test(segments.at(-1) ?? '') && text.includes(':') ? 'go-zero' : undefined;
}
