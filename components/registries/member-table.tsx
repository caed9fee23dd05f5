import type { ReactNode } from 'react';
import type { RegistryMember } from '@/lib/domain/registry-summary';
import { CopyButton } from '../ui/copy-button';
import { HealthStatus } from '../ui/status';

const LISTED = 50;

/** The members of a cluster, or the servers and nodes of a datacenter; the leader is marked. */
export function MemberTable({ members }: { members: readonly RegistryMember[] }): ReactNode {
  const more = members.length - LISTED;
  return (
    <>
      <table className="members" aria-label="Members">
        <thead>
          <tr>
            <th className="m-name">Member</th>
            <th className="m-role">Role</th>
            <th className="m-status">Status</th>
            <th className="m-version">Version</th>
            <th className="m-address">Address</th>
          </tr>
        </thead>
        <tbody>
          {members.slice(0, LISTED).map((member) => (
            <tr key={`${member.name} ${member.address}`}>
              <td className="m-name clip" title={member.name}>
                <b className="name">{member.name}</b>
              </td>
              <td className="m-role">
                {isLeader(member) ? <span className="leader">{member.role}</span> : member.role}
              </td>
              <td className="m-status">
                <HealthStatus health={member.status}>{STATUS_WORDS[member.status]}</HealthStatus>
              </td>
              <td className="m-version mono dim clip">{member.version ?? '–'}</td>
              <td className="m-address clip">
                <span className="mono dim">{member.address}</span>
                {member.address !== '' && <CopyButton text={member.address} what="address" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="faint">and {more.toLocaleString('en')} more</p>}
    </>
  );
}

const STATUS_WORDS: Record<RegistryMember['status'], string> = {
  passing: 'reachable',
  critical: 'unreachable',
  unknown: 'unknown',
};

function isLeader({ role }: RegistryMember): boolean {
  return role.toLowerCase().includes('leader');
}
