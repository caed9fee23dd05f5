import type { ReactNode } from 'react';
import type { Role, Scope } from '@/lib/domain/identity';
import { scopeWords } from './role-words';

interface ScopeCellProps {
  readonly className: string;
  readonly role: Role;
  readonly scope: Scope | null;
}

/** What a role may act on. */
export function ScopeCell({ className, role, scope }: ScopeCellProps): ReactNode {
  const words = role === 'viewer' ? 'reads only' : (scopeWords(scope) ?? 'everything');
  return (
    <td className={`${className} dim`} title={words}>
      {words}
    </td>
  );
}
