import { RegistryError } from '../../domain/errors';
import type { ServerInfo, ServerMember } from '../port';
import type { EtcdClient } from './client';
import { type KeyRange, prefixRange } from './key-range';
import { PARKED_PREFIX } from './operate/park';
import { sampleOutside } from './outside-keys';
import type { MemberListResponse, RangeResponse, StatusResponse } from './wire';

type Answered<T> = { readonly endpoint: string; readonly answer: T | RegistryError };

/** Version, members and how many keys each prefix holds. @throws RegistryError when no member answers */
export async function describeEtcd(
  client: EtcdClient,
  ranges: readonly KeyRange[],
  signal: AbortSignal,
): Promise<ServerInfo> {
  const [statuses, list, scopes] = await Promise.all([
    client.requestEach<StatusResponse>({ service: 'Maintenance', method: 'Status', payload: {} }, signal),
    // Users without the right to see members still see the ones they configured.
    client
      .request<MemberListResponse>({ service: 'Cluster', method: 'MemberList', payload: {} }, signal)
      .catch(() => null),
    describeScopes(client, ranges, signal),
  ]);
  signal.throwIfAborted();
  const answers = statuses.flatMap(({ answer }) => (answer instanceof RegistryError ? [] : [answer]));
  const failure = statuses.find(({ answer }) => answer instanceof RegistryError)?.answer;
  if (answers.length === 0 && failure) throw failure;
  return {
    version: answers[0]?.version ?? null,
    members: list ? listedMembers(list, statuses, answers[0]?.leader) : statuses.map(configuredMember),
    scopes,
  };
}

function listedMembers(
  { members }: MemberListResponse,
  statuses: readonly Answered<StatusResponse>[],
  leader: string | undefined,
): readonly ServerMember[] {
  const silent = new Set(
    statuses.flatMap(({ endpoint, answer }) => (answer instanceof RegistryError ? [endpoint] : [])),
  );
  return members.map((member) => {
    const asked = statuses.find(
      ({ answer }) => !(answer instanceof RegistryError) && answer.header.member_id === member.ID,
    );
    const isSilent = member.clientURLs.some((url) => silent.has(url));
    return {
      name: member.name || member.ID,
      address: member.clientURLs.join(' '),
      role: member.isLearner ? 'learner' : member.ID === leader ? 'leader' : 'follower',
      version: asked && !(asked.answer instanceof RegistryError) ? asked.answer.version : null,
      status: asked ? 'passing' : isSilent ? 'critical' : 'unknown',
    };
  });
}

function configuredMember({ endpoint, answer }: Answered<StatusResponse>): ServerMember {
  const base = { name: endpoint, address: endpoint } as const;
  if (answer instanceof RegistryError) return { ...base, role: 'unknown', version: null, status: 'critical' };
  const role = answer.header.member_id === answer.leader ? 'leader' : 'follower';
  return { ...base, role, version: answer.version, status: 'passing' };
}

async function describeScopes(
  client: EtcdClient,
  ranges: readonly KeyRange[],
  signal: AbortSignal,
): Promise<ServerInfo['scopes']> {
  const [total, ...counts] = await Promise.all(
    [prefixRange(''), ...ranges].map((range) => countKeys(client, range, signal)),
  );
  const scopes = ranges
    .map(({ prefix }, index) => ({ prefix, count: counts[index] }))
    .filter(({ prefix, count }) => prefix !== PARKED_PREFIX || (typeof count === 'number' && count > 0))
    .map(({ prefix, count }) => ({ name: prefix === '' ? 'the whole key space' : prefix, detail: sayCount(count) }));
  if (ranges.some(({ prefix }) => prefix === '')) return scopes;
  const known = counts.every((count) => typeof count === 'number');
  const outside = known && typeof total === 'number' ? total - counts.reduce((sum, count) => sum + count, 0) : total;
  const detail = known || outside instanceof RegistryError ? sayCount(outside) : 'not known';
  const examples = await sampleOutside(client, ranges, signal);
  const preview = examples.length === 0 ? '' : `, such as ${examples.join(', ')}`;
  return [...scopes, { name: 'outside these prefixes', detail: detail + preview }];
}

async function countKeys(client: EtcdClient, range: KeyRange, signal: AbortSignal): Promise<number | RegistryError> {
  const payload = { key: range.start, range_end: range.end, count_only: true };
  try {
    const { count } = await client.request<RangeResponse>({ service: 'KV', method: 'Range', payload }, signal);
    return Number(count);
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

function sayCount(count: number | RegistryError | undefined): string {
  if (typeof count === 'number') return count === 1 ? '1 key' : `${count} keys`;
  return count?.code === 'permission-denied' ? 'no permission to read' : (count?.message ?? 'not known');
}
