/** How the policy at a place is drawn: never by its colour alone. */
export interface Series {
  /** A custom property of the tokens. */
  readonly colour: string;
  /** As SVG has it; empty for a whole line. */
  readonly dash: string;
}

const SERIES: readonly Series[] = [
  { colour: '--series-1', dash: '' },
  { colour: '--series-4', dash: '6 4' },
  { colour: '--series-3', dash: '2 3' },
  { colour: '--series-2', dash: '10 3 2 3' },
  { colour: '--series-5', dash: '14 4' },
  { colour: '--series-6', dash: '5 2 1 2 1 2' },
];

export function seriesAt(place: number): Series {
  return SERIES[place % SERIES.length] as Series;
}
