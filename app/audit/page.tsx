import '../styles/changes.css';
import '../styles/audit.css';
import type { Metadata } from 'next';
import { auditFilterFrom, auditFilterParams } from '@/components/audit/audit-filter';
import { AuditPage } from '@/components/audit/audit-page';
import { AuditRefused } from '@/components/audit/audit-refused';
import { auditQuerySchema } from '@/lib/api/audit-schemas';
import { isAtLeast } from '@/lib/domain/identity';
import { runtime } from '@/lib/running';
import { currentMe } from '../current-me';
import { type PageQuery, readQuery } from '../page-query';
import { shellFacts } from '../shell-facts';

export const metadata: Metadata = { title: 'Audit' };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const { identity } = await currentMe();
  if (!identity || !isAtLeast(identity.role, 'operator')) return <AuditRefused identity={identity} />;
  const filter = auditFilterFrom(await readQuery(searchParams));
  const page = await runtime().audit.list(auditQuerySchema.parse(auditFilterParams(filter)));
  return <AuditPage handed={{ filter, page }} registries={shellFacts().registries.map(({ id }) => id)} />;
}
