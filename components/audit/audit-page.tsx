'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { NewChanges } from '../changes/new-changes';
import { counted } from '../ui/counted';
import { toggled } from '../ui/toggled';
import { useUrlState } from '../ui/use-url-state';
import { AuditEnd } from './audit-end';
import { auditFilterFrom, isFiltered } from './audit-filter';
import { AuditTable } from './audit-table';
import { AuditToolbar } from './audit-toolbar';
import { type HandedAudit, useAudit } from './use-audit';

interface AuditPageProps {
  readonly handed: HandedAudit;
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
}

/** Who asked Rollcall for what, and what came of it. */
export function AuditPage({ handed, registries }: AuditPageProps): ReactNode {
  const url = useUrlState();
  const filter = useMemo(() => auditFilterFrom(url.get), [url.get]);
  const audit = useAudit(filter, handed);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  function toggle(id: string): void {
    setOpen((before) => toggled(before, id));
  }

  return (
    <div className="page audit-page">
      <div className="page-head">
        <h1>Audit</h1>
        <span className="sub">
          {counted(audit.total, 'record')}
          {isFiltered(filter) && ' with this filter'}
        </span>
        <span className="sub wide">nothing is ever changed or taken back</span>
      </div>
      <AuditToolbar filter={filter} items={audit.items} registries={registries} url={url} />
      <NewChanges count={audit.waiting} isPaused={false} onShow={() => void audit.refetch()} />
      {audit.items.length > 0 && <AuditTable items={audit.items} open={open} onToggle={toggle} />}
      <AuditEnd audit={audit} filter={filter} url={url} />
    </div>
  );
}
