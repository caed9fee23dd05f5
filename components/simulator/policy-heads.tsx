import type { CSSProperties, ReactNode } from 'react';
import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import type { Column } from './columns';
import { type HeadFigure, headFigures, heroOf } from './head-figures';

interface PolicyHeadsProps {
  readonly columns: readonly Column<PolicyAnswer>[];
  /** What counts is who was answered within a limit. */
  readonly isJudged: boolean;
}

/** What each policy comes to, the best marked. */
export function PolicyHeads({ columns, isJudged }: PolicyHeadsProps): ReactNode {
  const heroes = columns.map(({ answer }) => heroOf(answer, isJudged));
  const [best = 0, second = best] = heroes.filter((hero) => hero !== null).toSorted((one, other) => one - other);
  // Less than a tenth is what another seed makes of it.
  const isRanked = best < 0.9 * second;
  const rests = columns.map(({ answer }) => restOf(answer, isJudged));
  return (
    <section className="sim-grid heads" aria-label="Figures by policy">
      <span />
      {columns.map(({ key, title, sub, place, series, answer }) => (
        <article
          key={key}
          className="pol"
          aria-label={`${title}, ${sub}`}
          style={{ '--c': `var(${series.colour})` } as CSSProperties}
        >
          <svg className="pol-line" width="100%" height="2" aria-hidden="true">
            <path d="M0 1H2000" stroke={`var(${series.colour})`} strokeWidth="2" strokeDasharray={series.dash} />
          </svg>
          <h2>
            <span className="clip">{title}</span>
            {isRanked && heroes[place] === best && <span className="tag">{isJudged ? 'best' : 'lowest'}</span>}
          </h2>
          <p className="clip" title={sub}>
            {sub}
          </p>
          <dl>
            {headFigures(answer, isJudged).map((figure, index) => (
              <Figure key={figure.label} figure={figure} isHero={index === 0} />
            ))}
          </dl>
          {rests.some((rest) => rest !== '') && <p className="rest">{rests[place]}</p>}
        </article>
      ))}
    </section>
  );
}

function Figure({ figure, isHero }: { figure: HeadFigure; isHero: boolean }): ReactNode {
  return (
    <div>
      <dt>{figure.label}</dt>
      <dd className={isHero ? 'hero' : undefined}>
        {figure.value}
        {figure.unit !== '' && <span className="u">{figure.unit}</span>}
      </dd>
    </div>
  );
}

/** What went wrong, where anything did. */
function restOf(given: PolicyAnswer, isJudged: boolean): string {
  if (given.question !== 'load') return '';
  const { failed, timedOut, refused, withoutInstance, successShare, answered } = given.answer.requests;
  const count = (value: number, word: string) => (value > 0 ? [`${value.toLocaleString('en')} ${word}`] : []);
  return [
    ...(!isJudged && successShare !== null && successShare < 0.99995
      ? [`${(100 * successShare).toFixed(1)} % succeed`]
      : []),
    ...(answered === 0 ? ['nobody was answered'] : []),
    ...count(failed, 'failed'),
    ...count(timedOut, 'timeouts'),
    ...count(refused, 'refused'),
    ...count(withoutInstance, 'without instance'),
  ].join(' · ');
}
