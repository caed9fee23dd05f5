const KEY = 'rollcall-reasons';
const KEPT = 4;

/** Reasons given in this tab, the latest first: an incident has one reason and many actions. */
export function recentReasons(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((reason) => typeof reason === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberReason(reason: string): void {
  const kept = [reason, ...recentReasons().filter((other) => other !== reason)].slice(0, KEPT);
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing suggests nothing.
  }
}
