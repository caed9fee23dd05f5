import { describe, expect, it, vi } from 'vitest';
import { changesBetween } from '@/lib/domain/change';
import { groupChanges } from '@/lib/view/change-groups';
import { groupFacts } from '@/lib/view/group-facts';
import { sampleChange, sampleInstance } from '../support/catalog-samples';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

type Changed = Parameters<typeof sampleChange>[1];

/** So many changes, the newest first, `stepMs` apart, each of an instance of its own. */
function run(count: number, changed: Changed, stepMs = 1_000) {
  const end = Date.parse('2026-01-05T12:00:00.000Z');
  return Array.from({ length: count }, (_, index) =>
    sampleChange(`c${count - index}`, {
      at: new Date(end - index * stepMs).toISOString(),
      instance: `i${index}`,
      ...changed,
    }),
  );
}

/** What an item holds: 1, or the size of a group. */
const sizes = (changes: Parameters<typeof groupChanges>[0]) =>
  groupChanges(changes).map((item) => (item.kind === 'one' ? 1 : item.group.changes.length));

describe('changes of one service close together', () => {
  it.each(['registered', 're-registered', 'deregistered', 'updated', 'rotation-changed'] as const)(
    'are one from four on: %s',
    (kind) => {
      expect(sizes(run(4, { kind }))).toEqual([4]);
      expect(sizes(run(3, { kind }))).toEqual([1, 1, 1]);
    },
  );

  it('are one where instances are replaced', () => {
    const pairs = run(8, {}).map((change, index) => ({
      ...change,
      kind: index % 2 ? ('registered' as const) : ('deregistered' as const),
    }));
    expect(sizes(pairs)).toEqual([8]);
  });

  it('stay single while they are faults, until there are eight of the same', () => {
    const fault = { kind: 'health-changed', from: 'passing', to: 'critical' } as const;
    expect(sizes(run(7, fault))).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(sizes(run(8, fault))).toEqual([8]);
    const mixed = run(8, fault).map((change, index) => (index % 2 ? { ...change, to: 'warning' } : change));
    expect(sizes(mixed)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('are apart from those of another service, registry or kind', () => {
    const others = run(6, {}).map((change, index) => (index % 2 ? { ...change, service: 'billing' } : change));
    expect(sizes(others)).toHaveLength(6);
    const updates = run(6, {}).map((change, index) => (index % 2 ? { ...change, kind: 'updated' as const } : change));
    expect(sizes(updates)).toHaveLength(6);
  });

  it('are apart after more than two minutes, and by day', () => {
    expect(sizes(run(5, {}, 120_000))).toEqual([5]);
    expect(sizes(run(5, {}, 120_001))).toEqual([1, 1, 1, 1, 1]);
    const end = Date.parse('2026-01-05T00:00:02.500Z');
    const overMidnight = run(8, {}).map((change, index) => ({
      ...change,
      at: new Date(end - index * 1_000).toISOString(),
    }));
    expect(sizes(overMidnight)).toEqual([1, 1, 1, 5]);
  });

  it('stand at the place of the newest, with what happened in between after them', () => {
    const deploy = run(5, {});
    const between = sampleChange('fault', {
      at: '2026-01-05T11:59:58.500Z',
      kind: 'health-changed',
      service: 'billing',
    });
    const items = groupChanges([...deploy.slice(0, 2), between, ...deploy.slice(2)]);
    expect(items.map((item) => (item.kind === 'one' ? item.change.id : item.group.key))).toEqual(['group c1', 'fault']);
  });

  it('keep their key while newer ones join', () => {
    const [first] = groupChanges(run(5, {}).slice(1));
    const [grown] = groupChanges(run(5, {}));
    expect(first?.kind === 'group' && first.group.key).toBe(grown?.kind === 'group' && grown.group.key);
  });
});

describe('a group', () => {
  const factsOf = (changes: Parameters<typeof groupChanges>[0]) => {
    const [item] = groupChanges(changes);
    if (item?.kind !== 'group') throw new Error('there is no group');
    return groupFacts(item.group);
  };

  it('is a deploy to another version', () => {
    const [updated] = changesBetween(
      sampleInstance('i', { version: '2.4.1' }),
      sampleInstance('i', { version: '2.4.2' }),
    );
    const facts = factsOf(run(50, { kind: 're-registered', ...(updated?.fields && { fields: updated.fields }) }));
    expect(facts).toMatchObject({
      instances: 50,
      kinds: [{ kind: 're-registered', count: 50 }],
      version: { from: '2.4.1', to: '2.4.2' },
      isDeploy: true,
    });
  });

  it('names no version where they differ, and one cause only', () => {
    const versions = run(4, { kind: 'updated' }).map((change, index) => ({
      ...change,
      fields: [{ field: 'version', from: '1', to: `2.${index}` }],
    }));
    expect(factsOf(versions)).toMatchObject({ version: null, isDeploy: false });
    expect(factsOf(run(4, { kind: 'deregistered', cause: 'lease-expired' })).cause).toBe('lease-expired');
    const causes = run(4, { kind: 'deregistered' }).map((change, index) => ({
      ...change,
      cause: index ? 'deleted' : 'unknown',
    }));
    expect(factsOf(causes).cause).toBeNull();
  });
});
