'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { NOTHING_SELECTED, pressed, pressedAll } from './selection';

export interface InstanceSelection {
  readonly ids: ReadonlySet<string>;
  /** Those that are there, as they are now. */
  readonly present: readonly Instance[];
  /** Those that have gone since they were selected, as they were last. */
  readonly gone: readonly Instance[];
  /** Keeps its identity. */
  readonly press: (id: string, isRange: boolean) => void;
  readonly pressAll: () => void;
  readonly drop: (ids: Iterable<string>) => void;
  readonly clear: () => void;
}

/**
 * Selected instances by id: they stay selected however the rows move, are sorted or filtered, and also when they go.
 * @param shown ids in the order of the rows
 */
export function useSelection(instances: ReadonlyMap<string, Instance>, shown: readonly string[]): InstanceSelection {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [known, setKnown] = useState<ReadonlyMap<string, Instance>>(new Map());
  const order = useRef(shown);
  order.current = shown;

  // What is selected is remembered: it may go, and is to be named then.
  const seen = [...selection.ids].filter((id) => instances.has(id) && known.get(id) !== instances.get(id));
  if (seen.length > 0) {
    const next = new Map([...known].filter(([id]) => selection.ids.has(id)));
    for (const id of seen) {
      const instance = instances.get(id);
      if (instance) next.set(id, instance);
    }
    setKnown(next);
  }

  return {
    ids: selection.ids,
    present: useMemo(() => [...selection.ids].flatMap((id) => instances.get(id) ?? []), [selection, instances]),
    gone: useMemo(
      () => [...selection.ids].flatMap((id) => (instances.has(id) ? [] : (known.get(id) ?? []))),
      [selection, instances, known],
    ),
    press: useCallback(
      (id, isRange) => setSelection((before) => pressed(before, id, isRange ? order.current : null)),
      [],
    ),
    pressAll: useCallback(() => setSelection((before) => pressedAll(before, order.current)), []),
    drop: useCallback((ids) => {
      const dropped = new Set(ids);
      setSelection(({ ids: before }) => ({
        ids: new Set([...before].filter((id) => !dropped.has(id))),
        anchor: null,
      }));
    }, []),
    clear: useCallback(() => setSelection(NOTHING_SELECTED), []),
  };
}
