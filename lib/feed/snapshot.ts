import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import type { ServiceSummary } from '../domain/service';
import type { SnapshotFrame, ViewSpec } from '../stream/frames';
import type { Feed } from './feed';
import { concerns } from './projection';

/** How many changes a snapshot of `changes` holds; older ones are asked for with `GET /changes`. */
const SNAPSHOT_CHANGES = 500;

/** Everything of a view as it is now. */
export function takeSnapshot(feed: Feed, spec: ViewSpec): SnapshotFrame {
  switch (spec.view) {
    case 'services':
      return { view: 'services', items: servicesIn(feed, spec) };
    case 'instances':
      return { view: 'instances', items: instancesIn(feed, spec) };
    case 'changes':
      return { view: 'changes', items: changesIn(feed, spec) };
    case 'actions':
      return { view: 'actions', items: feed.actions().filter((action) => concerns(action, spec)) };
  }
}

function servicesIn(feed: Feed, spec: ViewSpec): ServiceSummary[] {
  const items: ServiceSummary[] = [];
  for (const summary of feed.services()) {
    if (spec.registry !== undefined && spec.registry !== summary.registry) continue;
    if (spec.service !== undefined && spec.service !== summary.service) continue;
    items.push(summary);
  }
  return items;
}

function instancesIn(feed: Feed, spec: ViewSpec): Instance[] {
  const items: Instance[] = [];
  for (const { registry, catalog } of feed.upstreams()) {
    if (spec.registry !== undefined && spec.registry !== registry.id) continue;
    const instances = spec.service === undefined ? catalog.instances : catalog.services.get(spec.service)?.instances;
    if (instances) for (const instance of instances.values()) items.push(instance);
  }
  return items;
}

function changesIn(feed: Feed, spec: ViewSpec): Change[] {
  const items: Change[] = [];
  for (const change of feed.changes()) {
    if (spec.registry !== undefined && spec.registry !== change.registry) continue;
    if (spec.service !== undefined && spec.service !== change.service) continue;
    items.push(change);
    if (items.length === SNAPSHOT_CHANGES) break;
  }
  return items;
}
