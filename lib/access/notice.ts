import type { Access } from './access';

/** What whoever starts the server has to know of access, for the terminal alone: it may hold the one-time code. */
export function accessNotice({ mode, firstAdmin }: Pick<Access, 'mode' | 'firstAdmin'>): string | null {
  if (mode === 'read-only') {
    return [
      'It is READ-ONLY: it can be reached from other machines, and nobody configured who may change something.',
      'Configure access in rollcall.config.yaml, for instance "access: { mode: accounts }" (or oidc, or proxy),',
      'or listen on this machine alone with HOST=127.0.0.1.',
    ].join('\n');
  }
  if (firstAdmin?.isOpen()) {
    return [
      'Nobody is an admin yet. Open it in a browser and make the first one with this one-time code:',
      `  ${firstAdmin.code}`,
    ].join('\n');
  }
  return null;
}
