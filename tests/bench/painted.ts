import type { Page } from '@playwright/test';

// What runs in the page, before its own scripts. A text counts as painted in the task after the frame it is drawn in.
const WATCHER = `(() => {
  const painted = (isThere) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('not painted in 15 s')), 15_000);
    const look = () => {
      if (!isThere()) return false;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
      return true;
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
  const row = (index) => document.querySelector('tbody [data-index="' + index + '"]');
  window.bench = {
    firstRow: painted(() => row(0) !== null).then((at) => at - performance.timeOrigin),
    await: (index, text) => { window.bench.awaited = painted(() => row(index)?.textContent.includes(text)); },
  };
})()`;

/** Prepares a page to say when what it shows is painted; to be called before it is opened. */
export async function watchPainting(page: Page): Promise<void> {
  await page.addInitScript(WATCHER);
}

/** Milliseconds from the start of the navigation to the first row painted. */
export function firstRowMs(page: Page): Promise<number> {
  return page.evaluate('window.bench.firstRow');
}

/** Makes `change`, and answers with the milliseconds until the row at `index` shows `text`. */
export async function paintedMs(
  page: Page,
  { index, text }: { readonly index: number; readonly text: string },
  change: () => Promise<void>,
): Promise<number> {
  await page.evaluate(`window.bench.await(${index}, ${JSON.stringify(text)})`);
  const sentAt = performance.timeOrigin + performance.now();
  await change();
  const at: number = await page.evaluate('window.bench.awaited');
  return at - sentAt;
}
