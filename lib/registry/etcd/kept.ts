import type { Decoded } from './formats/decoder';

/** What is kept of {@link Decoded} for a key: not the facts, which are the catalog's. */
export type Kept =
  | { readonly kind: 'instance' | 'belonging' | 'rejected'; readonly format: string | undefined }
  | Extract<Decoded, { kind: 'piece' | 'rule' }>;

/** Gives the same object for all keys of a kind and format: there may be a hundred thousand. */
export function createKeep(): (decoded: Exclude<Decoded, { kind: 'ignored' }>) => Kept {
  const kinds = new Map<string, Kept>();
  return (decoded) => {
    if (decoded.kind === 'piece' || decoded.kind === 'rule') return decoded;
    const format = decoded.kind === 'rejected' ? decoded.rejection.nearestFormat : decoded.format;
    const name = `${decoded.kind} ${format}`;
    const known = kinds.get(name) ?? { kind: decoded.kind, format };
    kinds.set(name, known);
    return known;
  };
}

/** Whether a key goes on being a piece of the same group. */
export function isSamePiece(before: Extract<Kept, { kind: 'piece' }>, next: Kept | undefined): boolean {
  return (
    next?.kind === 'piece' && next.piece.assembly === before.piece.assembly && next.piece.group === before.piece.group
  );
}
