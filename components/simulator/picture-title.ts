import { presetOf } from '@/lib/view/simulation-presets';
import type { Setup } from '@/lib/view/simulation-setup';
import { countText, timeText } from './figures';
import type { Sheet } from './picture-sheet';

const ROOM = 900;

/** What a picture is of, at its top: without that it says nothing on a slide. */
export function drawTitle({ write }: Sheet, setup: Setup): void {
  const { origin, fleet, preset } = setup;
  const lesson = presetOf(preset)?.title;
  write(lesson ?? (origin ? `${origin.service} in ${origin.registry}` : 'A made-up fleet'), [0, 14], {
    font: '600 16px',
    room: ROOM,
  });
  const taking = fleet.filter(({ takesPart }) => takesPart).length;
  write(`${taking} instances, ${settingWords(setup)}, seed ${setup.seed}`, [0, 34], { token: '--ink-3', room: ROOM });
}

function settingWords({ question, loadPercent, meanMs, requests, arrivals }: Setup): string {
  if (question === 'churn') return 'whose keys move';
  if (question === 'shares') return `${countText(requests)} picks`;
  const load = arrivals === 'recorded' ? 'recorded arrivals' : `load ${loadPercent} %`;
  return `${load}, ${timeText(meanMs)} on average, ${countText(requests)} requests`;
}
