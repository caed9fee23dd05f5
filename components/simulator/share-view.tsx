import type { ReactNode } from 'react';
import type { Share, ShareStatistics } from '@/lib/simulation/share-statistics';
import type { Column } from './columns';
import { percentText } from './figures';
import { InstanceLabels } from './instance-labels';
import { ResultSection } from './result-section';
import { useShownRows } from './use-shown-rows';

interface WithShares {
  readonly shares: ShareStatistics;
  readonly longestRun: number;
}

interface ShareViewProps {
  readonly columns: readonly Column<WithShares>[];
  readonly names: readonly string[];
  /** Events change who should be picked: the targets are those of the start. */
  readonly hasOldTargets?: boolean;
}

/** Who got how much, against the target by weight and what chance alone would give. */
export function ShareView({ columns, names, hasOldTargets = false }: ShareViewProps): ReactNode {
  const { count, more } = useShownRows(names.length);
  const all = columns.flatMap(({ answer }) => answer.shares.shares);
  const most = all.reduce((top, { share, high }) => Math.max(top, share, high), 0.0001);
  return (
    <ResultSection
      title="Share of requests"
      note={hasOldTargets ? '%, of the whole run' : '%, bold where more than a tenth off target'}
      legend={
        <span className="key-legend">
          <i className="key-band" /> 95 % of chance <i className="key-target" /> target by weight
          {hasOldTargets && ', at the start'}
        </span>
      }
      figures={() => ({
        columns: ['Instance', 'Target', ...columns.map(({ name }) => name)],
        rows: [
          ...names.map((name, place) => [
            name,
            percentText(columns[0]?.answer.shares.shares[place]?.target ?? 0),
            ...columns.map(({ answer }) => percentText(answer.shares.shares[place]?.share ?? 0, 2)),
          ]),
          ...STATISTICS.map(([label, words]) => [label, '', ...columns.map(({ answer }) => words(answer))]),
        ],
      })}
    >
      <div className="sim-grid">
        <InstanceLabels names={names.slice(0, count)} />
        {columns.map(({ key, name, series, answer }) => (
          <ol key={key} className="sim-shares" aria-label={`${name}: share of each instance`}>
            {answer.shares.shares.slice(0, count).map((share) => (
              <ShareBar
                key={share.instance}
                share={share}
                most={most}
                colour={series.colour}
                isJudged={!hasOldTargets}
              />
            ))}
          </ol>
        ))}
      </div>
      {more}
    </ResultSection>
  );
}

interface ShareBarProps {
  readonly share: Share;
  readonly most: number;
  readonly colour: string;
  readonly isJudged: boolean;
}

function ShareBar({ share, most, colour, isJudged }: ShareBarProps): ReactNode {
  const at = (value: number) => `${(100 * value) / most}%`;
  const isOff = isJudged && Math.abs(share.share - share.target) > share.target / 10;
  return (
    <li>
      <span className="sim-track" aria-hidden="true">
        <i className="bar" style={{ width: at(share.share), background: `var(${colour})` }} />
        <i className="band" style={{ left: at(share.low), width: at(share.high - share.low) }} />
        <i className="target" style={{ left: at(share.target) }} />
      </span>
      <span className="sr">{share.instance} </span>
      <span className={isOff ? 'v off' : 'v'}>{(100 * share.share).toFixed(1)}</span>
    </li>
  );
}

const STATISTICS: readonly (readonly [string, (answer: WithShares) => string])[] = [
  ['Chi-square, p', ({ shares }) => (shares.chiSquare ? shares.chiSquare.p.toFixed(4) : 'none')],
  ['Peak to mean', ({ shares }) => shares.peakToMean?.toFixed(4) ?? 'none'],
  ['Coefficient of variation', ({ shares }) => shares.coefficientOfVariation?.toFixed(4) ?? 'none'],
  ['Jain’s index', ({ shares }) => shares.jain?.toFixed(4) ?? 'none'],
  ['Longest run', ({ longestRun }) => longestRun.toLocaleString('en')],
];
