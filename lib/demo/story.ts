import type { Random } from '../domain/clock';
import type { HeldInstance } from '../registry/memory/record';
import type { Fleet } from './fleet';

/** What a story plays with. Each has its own chance, so that one story does not change another. */
export interface Scene {
  readonly fleet: Fleet;
  readonly random: Random;
  /** Seconds of the demo in one second of the clock. */
  readonly speed: number;
  /** Hour of the demo's day, 0 to 24, UTC. */
  hour(): number;
}

/** Something that goes on in the fleet for ever; it yields how many seconds pass before it goes on. */
export type Story = (scene: Scene) => Generator<number, never, void>;

/** Instances nothing is wrong with, which a story may therefore take. */
export function healthy(instances: readonly HeldInstance[]): HeldInstance[] {
  return instances.filter((instance) => instance.health === 'passing' && instance.rotation === 'in');
}
