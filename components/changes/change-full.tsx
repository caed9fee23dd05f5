import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { ByRollcall } from '../actions/by-rollcall';
import { formatTime } from '../ui/age';
import { CopyButton } from '../ui/copy-button';
import { Fact } from '../ui/fact';
import { MaskedOutput } from '../ui/masked-output';
import { instancePath } from '../ui/paths';
import { causeWords } from './cause-words';
import { FieldWords } from './change-detail';
import { clockMillis } from './clock-time';
import { CopyLink, changePath } from './copy-link';

/** Everything that is known of a change. */
export function ChangeFull({ change }: { change: Change }): ReactNode {
  const { at, registry, instance, address, fields, cause, output, origin, afterGap } = change;
  return (
    <div className="full">
      {output !== undefined && <MaskedOutput text={output} what="output" boxed />}
      {fields && fields.length > 0 && (
        <ul className="full-fields">
          {fields.map((field) => (
            <li key={field.field}>
              <FieldWords field={field} />
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
        <Fact term={afterGap ? 'Noticed' : 'Observed'}>
          {formatTime(at).replace(' UTC', '')}
          {clockMillis(at)} UTC
          {afterGap && <span className="faint"> It happened while nobody observed {registry}.</span>}
        </Fact>
        {instance !== null && (
          <Fact term="Instance">
            <Link className="link mono" href={instancePath(registry, instance)} prefetch={false}>
              {address ?? instance}
            </Link>
            <CopyButton text={instance} what="instance id" shown />
            <Link className="link" href={`/changes?${new URLSearchParams({ registry, instance })}`} prefetch={false}>
              Its changes
            </Link>
          </Fact>
        )}
        {cause !== undefined && <Fact term="Cause">{causeWords(cause)}</Fact>}
        <Fact term="Origin">
          {origin === 'rollcall' ? <ByRollcall change={change} /> : 'elsewhere: the registry does not say who'}
        </Fact>
        <Fact term="Change">
          <Link className="link mono" href={changePath(change.id)} prefetch={false}>
            {change.id}
          </Link>
          <CopyLink id={change.id} />
        </Fact>
      </dl>
    </div>
  );
}
