import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AuditRecord } from '@/lib/domain/audit';
import { actionPath } from '../actions/action-path';
import { clockMillis } from '../changes/clock-time';
import { formatTime } from '../ui/age';
import { CopyButton } from '../ui/copy-button';
import { Fact } from '../ui/fact';
import { MaskedOutput } from '../ui/masked-output';
import { instancePath, servicePath } from '../ui/paths';

/** Everything that is known of a record. */
export function AuditFull({ record }: { record: AuditRecord }): ReactNode {
  const { at, actor, source, registry, service, instance, action, reason, detail, before, after, id } = record;
  return (
    <div className="full">
      <dl className="facts">
        <Fact term="When">
          {formatTime(at).replace(' UTC', '')}
          {clockMillis(at)} UTC
        </Fact>
        <Fact term="Who">
          {actor}
          {source !== '' && (
            <>
              {' '}
              from <span className="mono">{source}</span>
            </>
          )}
        </Fact>
        {registry !== undefined && <Fact term="Registry">{registry}</Fact>}
        {registry !== undefined && service !== undefined && (
          <Fact term="Service">
            <Link className="link" href={servicePath(registry, service)} prefetch={false}>
              {service}
            </Link>
          </Fact>
        )}
        {registry !== undefined && instance !== undefined && (
          <Fact term="Instance">
            <Link className="link mono" href={instancePath(registry, instance)} prefetch={false}>
              {instance}
            </Link>
            <CopyButton text={instance} what="instance id" shown />
          </Fact>
        )}
        {action !== undefined && (
          <Fact term="Action">
            <Link className="link mono" href={actionPath(action)} prefetch={false}>
              {action}
            </Link>
          </Fact>
        )}
        {reason !== undefined && <Fact term="Reason">{reason}</Fact>}
        {detail !== undefined && (
          <Fact term="Detail">
            <MaskedOutput text={detail} what="detail" />
          </Fact>
        )}
        <Fact term="Record">
          <span className="mono">{id}</span>
        </Fact>
      </dl>
      {(before !== undefined || after !== undefined) && (
        <div className="sides">
          <Side title="Before" text={before} />
          <Side title="After" text={after} />
        </div>
      )}
    </div>
  );
}

function Side({ title, text }: { title: string; text: string | undefined }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      {text === undefined ? (
        <p className="faint">nothing</p>
      ) : (
        <MaskedOutput text={text} what={title.toLowerCase()} boxed />
      )}
    </section>
  );
}
