import { boundedLoad } from './bounded-load';
import { ipHash } from './ip-hash';
import { jump } from './jump';
import { ketama } from './ketama';
import { leastConnections } from './least-connections';
import { leastRequest } from './least-request';
import { maglev } from './maglev';
import { nginxHash } from './nginx-hash';
import { type OfferedPolicy, offered } from './offered-policy';
import { peakEwma } from './peak-ewma';
import { randomPolicy } from './random';
import { randomChoices } from './random-choices';
import { randomSubsetting } from './random-subsetting';
import { rendezvous } from './rendezvous';
import { ringHash } from './ring-hash';
import { roundRobin } from './round-robin';
import { weightedRandom } from './weighted-random';
import { weightedRoundRobin } from './weighted-round-robin';

/** Every policy there is, in the order they are shown. A new one is a file and a line here. */
export const POLICIES: readonly OfferedPolicy[] = [
  offered(roundRobin),
  offered(weightedRoundRobin),
  offered(randomPolicy),
  offered(weightedRandom),
  offered(leastRequest),
  offered(leastConnections),
  offered(randomChoices),
  offered(peakEwma),
  offered(ringHash),
  offered(ketama),
  offered(nginxHash),
  offered(maglev),
  offered(rendezvous),
  offered(jump),
  offered(boundedLoad),
  offered(ipHash),
  offered(randomSubsetting),
];

/** The policy of an id; undefined where there is none. */
export function policyOf(id: string): OfferedPolicy | undefined {
  return POLICIES.find((policy) => policy.id === id);
}
