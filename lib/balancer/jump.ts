import { jumpHash } from './jump-hash';
import { ofList } from './of-list';
import type { PolicyKind } from './policy';
import { requestHash } from './request-hash';

/**
 * Jump hash over the list's positions. Even, without any table; but it knows only "one more at the end": whoever leaves
 * from the middle moves all after it. Weights are ignored.
 */
export const jump: PolicyKind<Record<never, never>> = {
  id: 'jump',
  source: 'Lamping and Veach 2014, arXiv 1406.2294',
  zeroWeight: 'ignored',
  hashBits: 64,
  defaults: {},
  create: (_, { random }) => ofList((list, request) => list[jumpHash(requestHash(request, random), list.length)]),
};
