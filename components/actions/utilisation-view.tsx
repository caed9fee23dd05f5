'use client';

import { type ReactNode, useId, useState } from 'react';
import type { Share } from '@/lib/domain/impact';
import type { Instance } from '@/lib/domain/instance';
import { percentOf, utilisationWords } from './utilisation-words';

interface UtilisationViewProps {
  readonly shares: readonly Share[];
  readonly members: ReadonlyMap<string, Instance>;
}

const USUAL_LIMIT = '80';

/** Who has too much to do afterwards, from how busy the instances are now, which only the operator knows. */
export function UtilisationView({ shares, members }: UtilisationViewProps): ReactNode {
  const [present, setPresent] = useState('');
  const [limit, setLimit] = useState(USUAL_LIMIT);
  return (
    <>
      <div className="busy">
        <PercentField label="Each is busy now" value={present} onChange={setPresent} />
        <PercentField label="Too busy above" value={limit} onChange={setLimit} />
      </div>
      <p className="faint" role="status">
        {utilisationWords(shares, { present: percentOf(present), limit: percentOf(limit) }, members)}
      </p>
    </>
  );
}

interface PercentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PercentField({ label, value, onChange }: PercentFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <span className="faint">in %</span>
      </label>
      <input
        id={id}
        className="input num"
        inputMode="decimal"
        value={value}
        autoComplete="off"
        aria-invalid={value !== '' && percentOf(value) === null}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
