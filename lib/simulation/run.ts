import { wholeBelow } from '../balancer/chance';
import type { OfferedPolicy } from '../balancer/offered-policy';
import type { PolicyOptions } from '../balancer/policy';
import type { Random } from '../domain/clock';
import { arrivalTimes, expectedSpanMs } from './arrival-times';
import { Attempts, FAILING, GIVEN_UP, QUEUED, SERVED } from './attempts';
import { EventQueue } from './event-queue';
import { absentAtStart, applyFleetEvent } from './fleet-events';
import { Front } from './front';
import { randomStream } from './random-stream';
import { requestKeys } from './request-keys';
import type { Scenario } from './scenario';
import { Server } from './server';
import { serviceTimes } from './service-times';
import { type Keep, Tally } from './tally';
import { TimeOuts } from './time-outs';

/** A policy with its options. */
export interface ChosenPolicy {
  readonly policy: OfferedPolicy;
  readonly options: PolicyOptions;
}

/**
 * One run of a scenario with one policy, in virtual time. Arrivals, keys, work and who balances are drawn from streams of
 * their own: they are the same whatever the policy draws.
 */
export class Run {
  readonly tally: Tally;
  readonly servers: readonly Server[];
  readonly #scenario: Scenario;
  readonly #attempts = new Attempts();
  /** When which attempt is worked off. */
  readonly #events = new EventQueue();
  readonly #timeOuts: TimeOuts;
  readonly #fronts: readonly Front[];
  readonly #fleetEvents: Scenario['events'];
  readonly #nextArrival: () => number;
  readonly #nextKey: () => string | undefined;
  readonly #nextWork: () => number;
  readonly #nextBalancer: () => number;
  #fleetEvent = 0;
  #arrivalAt: number;
  #arrived = 0;
  #now = 0;
  #refreshAt: number;

  /** @throws OptionError where the policy's system would refuse the options */
  constructor(scenario: Scenario, { policy, options }: ChosenPolicy, keep: Keep) {
    const { seed, traffic, instances, events, balancers, panicPercent, staleMs } = scenario;
    this.#scenario = scenario;
    this.servers = instances.map((instance) => new Server(instance));
    const absent = absentAtStart(events);
    for (const server of this.servers) server.isPresent = !absent.has(server.id);
    const now = () => this.#now;
    this.#fronts = Array.from({ length: balancers }, (_, index) => {
      const random = randomStream(seed, `policy ${index}`);
      return new Front(policy.create(options, { random, now }), this.servers, { panicPercent, isStale: staleMs > 0 });
    });
    this.#fleetEvents = events.toSorted((a, b) => a.atMs - b.atMs);
    this.#nextArrival = arrivalTimes(traffic.arrivals, randomStream(seed, 'arrivals'));
    this.#nextKey = requestKeys(traffic.keys, randomStream(seed, 'keys'));
    this.#nextWork = serviceTimes(traffic.serviceTime, randomStream(seed, 'work'));
    this.#nextBalancer = balancerDraw(balancers, randomStream(seed, 'balancer'));
    this.#timeOuts = new TimeOuts(traffic.timeoutMs);
    this.#arrivalAt = traffic.requests > 0 ? this.#nextArrival() : Number.POSITIVE_INFINITY;
    this.#refreshAt = staleMs > 0 ? staleMs : Number.POSITIVE_INFINITY;
    this.tally = new Tally(instances.length, expectedSpanMs(traffic.arrivals, traffic.requests), keep);
  }

  /** Virtual time, in milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** The share of the requests that have come, from 0 to 1. */
  get progress(): number {
    return this.#arrived / Math.max(1, this.#scenario.traffic.requests);
  }

  /** Lets so many things happen; false once nothing is left to happen. */
  advance(steps: number): boolean {
    for (let step = 0; step < steps; step++) if (!this.#step()) return false;
    return true;
  }

  #step(): boolean {
    const fleetAt = this.#fleetEvents[this.#fleetEvent]?.atMs ?? Number.POSITIVE_INFINITY;
    const doneAt = this.#events.nextAt;
    const upAt = this.#timeOuts.nextAt;
    const next = Math.min(doneAt, upAt, this.#arrivalAt);
    if (next === Number.POSITIVE_INFINITY) {
      for (const [place, server] of this.servers.entries()) this.tally.until(this.#now, place, server);
      return false;
    }
    if (this.#refreshAt <= next) {
      // Of the refreshes before the next thing that happens only the last can be seen.
      this.#refreshAt +=
        Math.max(1, Math.ceil((next - this.#refreshAt) / this.#scenario.staleMs)) * this.#scenario.staleMs;
      for (const front of this.#fronts) front.refresh();
    }
    if (fleetAt <= next) {
      this.#now = fleetAt;
      this.#changeFleet();
      return true;
    }
    this.#now = next;
    // An answer that comes as the time is up comes too late.
    if (upAt === next) this.#timeUp(this.#timeOuts.take());
    else if (doneAt === next) this.#workedOff(this.#events.take());
    else this.#arrive();
    return true;
  }

  #changeFleet(): void {
    const event = this.#fleetEvents[this.#fleetEvent++];
    const server = this.servers.find(({ id }) => id === event?.instance);
    if (!event || !server) return;
    applyFleetEvent(server, event);
    for (const front of this.#fronts) front.update();
  }

  #arrive(): void {
    const { traffic } = this.#scenario;
    const request = this.#arrived++;
    this.#arrivalAt = this.#arrived < traffic.requests ? this.#nextArrival() : Number.POSITIVE_INFINITY;
    this.#send({
      request,
      askedAt: this.#now,
      work: this.#nextWork(),
      key: this.#nextKey(),
      balancer: this.#nextBalancer(),
      number: 0,
    });
  }

  #send(asked: {
    readonly request: number;
    readonly askedAt: number;
    readonly work: number;
    readonly key: string | undefined;
    readonly balancer: number;
    readonly number: number;
  }): void {
    const { traffic } = this.#scenario;
    const isCounted = asked.request >= traffic.warmUp;
    const front = this.#fronts[asked.balancer] as Front;
    const place = front.pick(asked.key, asked.number);
    this.tally.picked(place, isCounted);
    if (place < 0) {
      // Nowhere to go: another try would find the same.
      if (isCounted) this.tally.withoutInstance += 1;
      return;
    }
    const server = this.servers[place] as Server;
    const attempts = this.#attempts;
    const attempt = attempts.take();
    attempts.askedAt[attempt] = asked.askedAt;
    attempts.madeAt[attempt] = this.#now;
    attempts.work[attempt] = asked.work;
    attempts.request[attempt] = asked.request;
    attempts.server[attempt] = place;
    attempts.balancer[attempt] = asked.balancer;
    attempts.number[attempt] = asked.number;
    attempts.keys[attempt] = asked.key;
    if (!server.isFree && server.isFull) {
      if (isCounted) this.tally.refused += 1;
      this.#failed(attempt);
      attempts.release(attempt);
      return;
    }
    this.#timeOuts.add(attempt, this.#now);
    this.tally.until(this.#now, place, server);
    if (server.isFree) this.#begin(server, attempt);
    else {
      attempts.state[attempt] = QUEUED;
      server.enqueue(attempt);
      // The newcomer itself is in the queue now.
      this.tally.until(this.#now, place, server);
    }
  }

  #begin(server: Server, attempt: number): void {
    const { failsAfterMs } = server;
    this.#attempts.state[attempt] = failsAfterMs === null ? SERVED : FAILING;
    server.busy += 1;
    const work = failsAfterMs ?? (this.#attempts.work[attempt] as number) * server.slowness;
    this.#events.add(this.#now + work, attempt);
  }

  #workedOff(attempt: number): void {
    const attempts = this.#attempts;
    const place = attempts.server[attempt] as number;
    const server = this.servers[place] as Server;
    this.tally.until(this.#now, place, server);
    server.busy -= 1;
    const state = attempts.state[attempt];
    if (state !== GIVEN_UP) {
      this.#timeOuts.drop(attempt);
      // What it was when it was begun: an instance that recovers meanwhile does not make a good answer of an error.
      if (state === SERVED) this.#answered(attempt);
      else this.#failed(attempt);
    }
    attempts.release(attempt);
    while (server.isFree) {
      const next = server.dequeue();
      if (next < 0) return;
      // Nobody waits for it any more.
      if (attempts.state[next] === GIVEN_UP) attempts.release(next);
      else this.#begin(server, next);
    }
  }

  #timeUp(attempt: number): void {
    const attempts = this.#attempts;
    attempts.state[attempt] = GIVEN_UP;
    if ((attempts.request[attempt] as number) >= this.#scenario.traffic.warmUp) this.tally.timedOut += 1;
    this.#failed(attempt);
  }

  #answered(attempt: number): void {
    const attempts = this.#attempts;
    this.#tell(attempt, false);
    const { warmUp, limitMs } = this.#scenario.traffic;
    if ((attempts.request[attempt] as number) < warmUp) return;
    const tookMs = this.#now - (attempts.askedAt[attempt] as number);
    this.tally.answered += 1;
    this.tally.responses.add(tookMs);
    if (limitMs === null || tookMs <= limitMs) this.tally.withinLimit += 1;
  }

  #failed(attempt: number): void {
    const attempts = this.#attempts;
    this.#tell(attempt, true);
    const { retries, warmUp } = this.#scenario.traffic;
    const request = attempts.request[attempt] as number;
    const number = attempts.number[attempt] as number;
    const isCounted = request >= warmUp;
    if (number >= retries) {
      if (isCounted) this.tally.failed += 1;
      return;
    }
    if (isCounted) this.tally.retried += 1;
    this.#send({
      request,
      askedAt: attempts.askedAt[attempt] as number,
      work: attempts.work[attempt] as number,
      key: attempts.keys[attempt],
      balancer: attempts.balancer[attempt] as number,
      number: number + 1,
    });
  }

  #tell(attempt: number, failed: boolean): void {
    const attempts = this.#attempts;
    const front = this.#fronts[attempts.balancer[attempt] as number] as Front;
    front.finished(attempts.server[attempt] as number, this.#now - (attempts.madeAt[attempt] as number), failed);
  }
}

/** By chance, not in turn: balancers that all take turns among the instances would march in step. */
function balancerDraw(balancers: number, random: Random): () => number {
  return balancers === 1 ? () => 0 : () => wholeBelow(random, balancers);
}
