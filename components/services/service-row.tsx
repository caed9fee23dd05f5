import { memo } from 'react';
import type { Bucket } from '@/lib/domain/history';
import type { ServiceSummary } from '@/lib/domain/service';
import { FormatBadge } from '../formats/format-badge';
import { HistoryBar } from '../history/history-bar';
import type { HistoryTime } from '../history/history-question';
import { rangeWords } from '../history/ranges';
import { TimedLink } from '../history/timed-link';
import { ServiceFlapping } from '../ui/flapping-mark';
import { servicePath } from '../ui/paths';
import { Roll } from '../ui/roll';
import { Since } from '../ui/since';
import { ServiceHealth, ServiceRotation } from '../ui/status';

interface ServiceRowProps {
  readonly summary: ServiceSummary;
  readonly index: number;
  /** The service went away while the rows were held still. */
  readonly isGone: boolean;
  /** Nobody knows whether this still holds. */
  readonly isStale: boolean;
  readonly time: HistoryTime;
  /** Undefined until its history is known. */
  readonly buckets: readonly Bucket[] | undefined;
  /** Of its history, in pixels. */
  readonly barWidth: number;
}

/** One service. Drawn again only when its summary is another one. */
export const ServiceRow = memo(function ServiceRow(props: ServiceRowProps) {
  const { summary, index, isGone, isStale, time, buckets, barWidth } = props;
  const { registry, service, versions, formats } = summary;
  const scope = summary.namespace ?? summary.datacenter;
  return (
    <tr className={isGone ? 'gone' : isStale ? 'stale' : undefined} aria-rowindex={index + 2} data-index={index}>
      <td className="c-name clip">
        <TimedLink className="name" href={servicePath(registry, service)} title={shortTitle(service)}>
          {service}
        </TimedLink>
        {scope && <span className="ns">{scope}</span>}
      </td>
      <td className="c-health">
        {isGone ? (
          <span className="st gone">gone</span>
        ) : (
          <>
            <ServiceHealth summary={summary} />
            <ServiceFlapping summary={summary} />
          </>
        )}
      </td>
      <td className="c-since dim">
        <Since at={summary.since} atLeast={summary.sinceAtLeast} />
      </td>
      <td className="c-rot">
        <ServiceRotation summary={summary} />
      </td>
      <td className="c-roll">
        <Roll summary={summary} />
      </td>
      <td className="c-ver dim clip" title={versions.join(', ')}>
        {versions[0] === undefined ? (
          <span className="faint">–</span>
        ) : (
          <>
            <span className="mono">{versions[0]}</span>
            {versions.length > 1 && <span className="faint"> +{versions.length - 1}</span>}
          </>
        )}
      </td>
      <td className="c-fmt clip" title={formats.join(', ')}>
        {formats[0] !== undefined && <FormatBadge format={formats[0]} registry={registry} />}
        {formats.length > 1 && <span className="faint"> +{formats.length - 1}</span>}
      </td>
      <td className="c-reg dim clip">{registry}</td>
      <td className="c-hist">
        <HistoryBar owner={summary} title={service} range={rangeWords(time.range)} buckets={buckets} width={barWidth} />
      </td>
    </tr>
  );
});

const TITLE_FROM = 24;

/** Only a name that may be cut off needs to be told in full. */
function shortTitle(service: string): string | undefined {
  return service.length > TITLE_FROM ? service : undefined;
}
