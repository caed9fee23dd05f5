import type { Fate } from '../../../domain/fact-sheet';
import type { Plan } from '../../operations';
import { UNDONE_BY_ANTI_ENTROPY, UNTIL_ITS_AGENT_RETURNS } from '../conventions/agent-facts';
import { consulEsm } from '../conventions/consul-esm';
import { consulK8s } from '../conventions/consul-k8s';
import { sheetOf } from '../conventions/conventions';
import type { Owner } from './agents';
import { droppedBody, hasOwnChecks, puttingBody } from './catalog-entry';
import { agentService, definitionOf } from './definition';
import type { OrderOf } from './order';
import { plannedWrite } from './request-of';
import { findOwner, type Operator, planWith, type Subject, unreached } from './subject';

/** The longest Rollcall watches. */
const WINDOW_LIMIT = 50;
/** How late a framework that registers again may be. */
const SLACK_SECONDS = 5;

/** Deregisters at the agent that owns it, or in the catalog where that is right or all there is. @throws RegistryError */
export async function planDeregister(operator: Operator, subject: Subject): Promise<Plan> {
  const { kind, place, asking } = subject;
  const { deletion: untilWritten } = consulEsm.sheet;
  if (kind === 'external') return inCatalog(operator, subject, { fate: untilWritten });
  if (kind === 'kubernetes') {
    const { deletion: fate, returnWindowSeconds = 0 } = consulK8s.sheet;
    return inCatalog(operator, subject, { fate, returnWindowSeconds });
  }
  const owner = await findOwner(operator, subject);
  const held = 'api' in owner ? await agentService(owner, place.serviceId, asking) : null;
  if ('api' in owner && held !== null) {
    const sidecar = await agentService(owner, `${place.serviceId}-sidecar-proxy`, asking);
    return atAgent(subject, owner, { held, hasSidecar: sidecar !== null });
  }
  if ('api' in owner || kind === 'unowned') return inCatalog(operator, subject, { fate: untilWritten });
  const said = unreached(subject, owner);
  if (kind === 'failed') {
    const warnings = [`${said} It is taken out of the catalog instead.`];
    return inCatalog(operator, subject, { fate: UNTIL_ITS_AGENT_RETURNS, warnings });
  }
  return inCatalog(operator, subject, {
    fate: UNDONE_BY_ANTI_ENTROPY,
    returnWindowSeconds: WINDOW_LIMIT,
    warnings: [`${said} It is taken out of the catalog instead, and its agent puts it back within about two minutes.`],
  });
}

function atAgent(
  subject: Subject,
  owner: Owner,
  { held, hasSidecar }: { readonly held: unknown; readonly hasSidecar: boolean },
): Plan {
  const { at, found, observed, place } = subject;
  const order: OrderOf<'deregister'> = { do: 'deregister', ...at, revision: observed.revision };
  const sheet = sheetOf(observed.format);
  const definition = definitionOf(held);
  const undo: OrderOf<'define'> | null =
    definition.because === undefined && !hasOwnChecks(found) && !hasSidecar
      ? { do: 'define', ...at, to: definition, from: null }
      : null;
  return planWith(subject, {
    means: `deregisters it at the agent of ${place.node}, which owns it`,
    writes: [plannedWrite(owner.api, order)],
    order,
    undo,
    fate: sheet.deletion,
    returnWindowSeconds: sheet.returnWindowSeconds ?? windowOf(sheet.deletion),
    warnings: undo
      ? []
      : ['It cannot be put back from here: no agent tells everything of the checks of a service, or of its proxy.'],
  });
}

function inCatalog(
  { api }: Operator,
  subject: Subject,
  given: Pick<Plan, 'fate'> & Partial<Pick<Plan, 'warnings' | 'returnWindowSeconds'>>,
): Plan {
  const { at, found, observed } = subject;
  const order: OrderOf<'drop-from-catalog'> = {
    do: 'drop-from-catalog',
    ...at,
    revision: observed.revision,
    body: droppedBody(found),
  };
  const undo: OrderOf<'put-into-catalog'> = { do: 'put-into-catalog', ...at, body: puttingBody(found) };
  const writes = [plannedWrite(api, order)];
  return planWith(subject, { means: 'takes it out of the catalog', writes, order, undo, ...given });
}

function windowOf(fate: Fate): number {
  return fate.kind === 'undone' ? Math.min(WINDOW_LIMIT, fate.withinSeconds + SLACK_SECONDS) : 0;
}
