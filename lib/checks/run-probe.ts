import type { Clock } from '../domain/clock';
import { chooseAddress, type Destination, type Dialled, type Dialling } from './choose-address';
import type { Finding, Probe } from './probe';
import { failedFinding } from './probe-failure';
import { probeGrpc } from './probe-grpc';
import { probeHttp } from './probe-http';
import { probeTcp } from './probe-tcp';
import { within } from './within';

/** One probe of one destination. */
export interface ProbeOrder {
  readonly probe: Probe;
  readonly destination: Destination;
  readonly timeoutMs: number;
}

/** What a probe found, and how long it took from the name to the answer. */
export interface TimedFinding extends Finding {
  readonly tookMs: number;
}

/** Makes one probe. Whatever goes wrong is a finding; rejects only with the signal's reason when that aborts. */
export async function runProbe(
  { probe, destination, timeoutMs }: ProbeOrder,
  { clock, ...dialling }: Dialling & { readonly clock: Clock },
  signal: AbortSignal,
): Promise<TimedFinding> {
  const begun = clock.now();
  const finding = await within({ ms: timeoutMs, clock }, signal, async (limited) => {
    const dialled = await chooseAddress(destination, dialling, limited);
    limited.throwIfAborted();
    return make(probe, dialled, limited);
  }).catch(failedFinding);
  signal.throwIfAborted();
  return { ...finding, tookMs: Math.max(0, clock.now() - begun) };
}

function make(probe: Probe, dialled: Dialled, signal: AbortSignal): Promise<Finding> {
  switch (probe.kind) {
    case 'http':
      return probeHttp(probe, dialled, signal);
    case 'tcp':
      return probeTcp(dialled, signal);
    case 'grpc':
      return probeGrpc(probe, dialled, signal);
  }
}
