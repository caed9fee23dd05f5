import type { Action } from '../domain/action';
import type { Instance } from '../domain/instance';
import type { ServiceSummary } from '../domain/service';
import type { ChangeFrame, ViewSpec } from '../stream/frames';
import type { Entry } from './ring';

/** What an entry means to the readers of a view, or null when it does not concern them. */
export function project(entry: Entry, spec: ViewSpec): ChangeFrame | null {
  if (spec.view === 'actions' || 'actions' in entry) return projectActions(entry, spec);
  if (spec.registry !== undefined && spec.registry !== entry.registry) return null;
  const { registry } = entry;
  switch (spec.view) {
    case 'services': {
      const upserted = entry.services.filter((summary) => inView(spec, summary));
      const removed = entry.removedServices.filter((service) => inView(spec, { service }));
      return upserted.length + removed.length === 0 ? null : { view: 'services', registry, upserted, removed };
    }
    case 'instances': {
      const upserted: Instance[] = [];
      const removed: string[] = [];
      for (const instance of entry.upserted) if (inView(spec, instance)) upserted.push(instance);
      for (const gone of entry.removed) if (inView(spec, gone)) removed.push(gone.id);
      return upserted.length + removed.length === 0 ? null : { view: 'instances', registry, upserted, removed };
    }
    case 'changes': {
      const changes = entry.changes.filter((change) => inView(spec, change));
      return changes.length === 0 ? null : { view: 'changes', registry, changes };
    }
  }
}

function projectActions(entry: Entry, spec: ViewSpec): ChangeFrame | null {
  if (spec.view !== 'actions' || !('actions' in entry)) return null;
  const upserted = entry.actions.filter((action) => concerns(action, spec));
  return upserted.length === 0 ? null : { view: 'actions', upserted };
}

/** Whether an action acts on what a view is narrowed to. */
export function concerns({ steps }: Action, { registry, service }: ViewSpec): boolean {
  if (registry === undefined && service === undefined) return true;
  return steps.some(
    (step) =>
      (registry === undefined || step.registry === registry) && (service === undefined || step.service === service),
  );
}

/** Two readers with the same key get the same bytes. */
export function viewKey(spec: ViewSpec): string {
  return JSON.stringify([spec.view, spec.registry ?? null, spec.service ?? null]);
}

function inView(spec: ViewSpec, item: Pick<ServiceSummary, 'service'> | { readonly service: string | null }): boolean {
  return spec.service === undefined || spec.service === item.service;
}
