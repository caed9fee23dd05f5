import type { ReactNode } from 'react';
import type { Change, FieldChange } from '@/lib/domain/change';
import { ByRollcall } from '../actions/by-rollcall';
import { MaskedLine } from '../ui/masked-line';
import { isSecretName } from '../ui/secret-names';
import { MASK } from '../ui/secrets';
import { apart } from './apart';
import { causeWords } from './cause-words';

/** What else is known of a change, in one line. */
export function ChangeDetail({ change }: { change: Change }): ReactNode {
  const { fields, cause, output, afterGap, kind } = change;
  const [first, ...more] = fields ?? [];
  return (
    <>
      <ByRollcall change={change} />
      {afterGap && <span className="tag late">after a gap</span>}
      {first && <FieldWords field={{ ...first, ...apart(first) }} />}
      {more.length > 0 && <span className="faint"> +{more.length} more</span>}
      {cause !== undefined && <span className="dim">{causeWords(cause)}</span>}
      {kind === 'deregistered' && change.from !== undefined && change.from !== 'passing' && (
        <span className="faint">, was {change.from}</span>
      )}
      {output !== undefined && (
        <>
          {cause !== undefined && <span className="faint">: </span>}
          <MaskedLine text={output} />
        </>
      )}
    </>
  );
}

/** `metadata.weight 100 → 60`; what a field's name says is secret is masked. */
export function FieldWords({ field }: { field: FieldChange }): ReactNode {
  return (
    <span className="dim">
      <span className="mono">{field.field}</span> <Value field={field.field} value={field.from} /> →{' '}
      <Value field={field.field} value={field.to} />
    </span>
  );
}

function Value({ field, value }: { field: string; value: string | null }): ReactNode {
  if (value === null) return <span className="faint">none</span>;
  return <span className="mono val">{isSecretName(field) ? MASK : value}</span>;
}
