'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LoadAnswer } from '@/lib/simulation/load-answer';
import type { Column } from './columns';
import { drawPlay } from './draw-play';
import { timeText } from './figures';
import { InstanceLabels } from './instance-labels';
import { PlayBar, type Speed, STEP_MS } from './play-bar';
import { type PlayedRun, type Player, playerOf, tablePoints } from './player';
import { ResultSection } from './result-section';
import { surfaceOf, watchLook } from './use-canvas';
import { useReducedMotion } from './use-reduced-motion';
import type { Results } from './use-simulation';

const ROW = 13;
/** Tables of more than so many points take too long to build where everything is drawn. */
const MOST_POINTS = 1_000_000;
const MOST_ROWS = 24;
/** How long a request is seen on its way, in milliseconds of ours. */
const FLIGHT_MS = 420;
/** Before anything was played. */
const NOBODY: PlayedRun = { loads: () => [], flights: [], every: 1 };
/** How long the engine may take of a frame, in milliseconds: the rest is for drawing. */
const BUDGET_MS = 6;

interface PlayViewProps {
  readonly results: Results;
  readonly columns: readonly Column<LoadAnswer>[];
  readonly names: readonly string[];
}

/** The same run again, slowly: requests going to instances. Who wants less motion steps through it. */
export function PlayView({ results, columns, names }: PlayViewProps): ReactNode {
  const { setup } = results;
  const isStill = useReducedMotion();
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>('0.1');
  const [now, setNow] = useState(0);
  const player = useRef<Player | null>(null);
  /** How long a flight took in what was drawn last: while it pauses everybody stays where they are. */
  const flightMs = useRef(STEP_MS);
  const canvases = useRef(new Map<number, HTMLCanvasElement>());
  const area = useRef<HTMLDivElement>(null);
  const rows = Math.min(names.length, MOST_ROWS);
  const isTooLarge = useMemo(() => tablePoints(setup) > MOST_POINTS, [setup]);

  const draw = useCallback(() => {
    const now = player.current?.now ?? 0;
    for (const [place, canvas] of canvases.current) {
      const run = player.current?.runs[place] ?? NOBODY;
      const column = columns.find((one) => one.place === place);
      const surface = column && surfaceOf(canvas, rows * ROW);
      if (!surface) continue;
      drawPlay(surface, run, { rows, rowHeight: ROW, colour: column.series.colour, now, flightMs: flightMs.current });
    }
    setNow(now);
  }, [columns, rows]);
  const goOn = useCallback(
    (passed: number, pace: { readonly flightMs: number; readonly budgetMs: number }) => {
      // Only now: some policies build large tables, which would hold up the results.
      player.current ??= playerOf(setup);
      player.current.goTo(player.current.now + passed, pace);
      flightMs.current = pace.flightMs;
      draw();
    },
    [setup, draw],
  );

  useEffect(() => {
    if (!isPlaying) return;
    const pace = Number(speed);
    let frame = 0;
    let last: number | null = null;
    const next = (time: number) => {
      const passed = last === null ? 0 : Math.min(100, time - last);
      last = time;
      goOn(passed * pace, { flightMs: FLIGHT_MS * pace, budgetMs: BUDGET_MS });
      if (player.current?.isOver) setPlaying(false);
      else frame = requestAnimationFrame(next);
    };
    frame = requestAnimationFrame(next);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, goOn]);

  useEffect(() => {
    if (!isPlaying && area.current) return watchLook(area.current, draw);
  }, [isPlaying, draw]);

  function toggle(): void {
    if (player.current?.isOver) player.current = null;
    setPlaying(!isPlaying);
  }

  function restart(): void {
    player.current = null;
    draw();
  }

  return (
    <ResultSection
      title="Play"
      note={isTooLarge ? 'the tables of these policies are too large to be played' : noteOf(now, player.current)}
      legend={
        !isTooLarge && (
          <PlayBar
            playing={isStill ? null : { isPlaying, speed, onToggle: toggle, onSpeed: setSpeed }}
            onStep={() => goOn(STEP_MS, { flightMs: STEP_MS, budgetMs: Number.POSITIVE_INFINITY })}
            onRestart={now === 0 ? null : restart}
          />
        )
      }
      figures={() => ({
        columns: ['Instance', ...columns.map(({ name }) => `${name}: there now`)],
        rows: names.map((name, row) => [
          name,
          ...columns.map(({ place }) => {
            const load = player.current?.runs[place]?.loads()[row];
            return load ? String(load.busy + load.waiting) : '0';
          }),
        ]),
      })}
    >
      <div className="sim-grid" ref={area}>
        <InstanceLabels names={names.slice(0, rows)} height={ROW} />
        {columns.map(({ key, name, place }) => (
          <span key={key} className="canvas-figure" style={{ height: rows * ROW }}>
            <canvas
              ref={(canvas) => {
                if (canvas) canvases.current.set(place, canvas);
                return () => {
                  canvases.current.delete(place);
                };
              }}
              role="img"
              aria-label={`${name}: requests going to instances`}
              style={{ height: rows * ROW }}
            />
          </span>
        ))}
      </div>
    </ResultSection>
  );
}

/** How far it is, and what share of the requests has a dot, where not all do. */
function noteOf(now: number, player: Player | null): string {
  if (now === 0) return 'the same requests, slowly';
  const every = Math.max(1, ...(player?.runs ?? []).map((run) => run.every));
  const passed = `${timeText(Math.floor(now))} have passed`;
  return every === 1 ? passed : `${passed}, a dot for one request in ${every}`;
}
