'use client';

import { createContext, useContext } from 'react';
import type { Action } from '@/lib/domain/action';
import type { Draft } from './draft';

/** Where actions are begun and followed, whatever page one is on. */
interface ActionDesk {
  /** Opens the drawer with this action, to be looked at and begun. */
  readonly begin: (draft: Draft) => void;
  /** Opens the form that registers an instance by hand. */
  readonly beginRegistration: (registry: string | null) => void;
  /** Tells of an action in a notice, until its end and a while longer. */
  readonly follow: (action: Action) => void;
}

export const ActionDeskContext = createContext<ActionDesk | null>(null);

export function useActionDesk(): ActionDesk {
  const desk = useContext(ActionDeskContext);
  if (!desk) throw new Error('useActionDesk is used outside ActionDeskProvider');
  return desk;
}
