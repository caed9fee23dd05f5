/** One timer for everything on the page that shows an age; it rests while nobody looks. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const TICK_MS = 1000;

function tick(): void {
  for (const listener of listeners) listener();
}

function adjust(): void {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible';
  if (wanted && timer === undefined) timer = setInterval(tick, TICK_MS);
  if (!wanted && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

function wake(): void {
  adjust();
  if (timer !== undefined) tick();
}

/** Calls the listener once a second while the page is visible, and at once when it becomes visible again. */
export function subscribeToTicks(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', wake);
  listeners.add(listener);
  adjust();
  return () => {
    listeners.delete(listener);
    adjust();
    if (listeners.size === 0) document.removeEventListener('visibilitychange', wake);
  };
}
