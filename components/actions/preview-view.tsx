import type { ReactNode } from 'react';
import type { ActionPreview } from '@/lib/domain/action-preview';
import { Cautions } from './cautions';
import { DeedList } from './deed-list';
import { deedsOf } from './fate-words';
import { ImpactView } from './impact-view';
import type { InstanceActionKind } from './kind-looks';
import { PlannedWrites } from './planned-writes';
import { cautionsOf } from './warning-words';

/** What an action would do: to traffic, to the registry, and for how long. */
export function PreviewView({ preview, kind }: { preview: ActionPreview; kind: InstanceActionKind }): ReactNode {
  const acted = new Map<string, Set<string>>();
  for (const { registry, service, instance, refusal } of preview.targets) {
    if (refusal !== undefined) continue;
    const key = `${registry} ${service}`;
    acted.set(key, (acted.get(key) ?? new Set()).add(instance));
  }
  const deeds = deedsOf(preview.targets);
  const can = preview.targets.filter(({ refusal }) => refusal === undefined);
  if (can.length === 0) return null;
  return (
    <>
      <section>
        <h3>What it does to traffic</h3>
        {preview.services.map((impact) => (
          <ImpactView
            key={`${impact.registry} ${impact.service}`}
            impact={impact}
            simulated={preview.simulation.find(
              ({ registry, service }) => registry === impact.registry && service === impact.service,
            )}
            kind={kind}
            targets={acted.get(`${impact.registry} ${impact.service}`) ?? NONE}
            isNamed={preview.services.length > 1}
          />
        ))}
        <Cautions cautions={cautionsOf(preview)} />
      </section>
      <section>
        <h3>What it does in the registry</h3>
        <DeedList deeds={deeds} total={can.length} />
        <PlannedWrites targets={can} />
      </section>
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();
