import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startRollcall } from '../tests/support/rollcall-server';

const FOLDER = '.github/readme';
/** The demo fleet reproduces itself: the same seed gives the same picture, but for its times. */
const DEMO = { ROLLCALL_DEMO: 'on', ROLLCALL_DEMO_SEED: '7', ROLLCALL_DEMO_SPEED: '20' };
const CHANGES_FIRST = 12;

const PICTURES = [
  { file: 'overview.png', path: '/', colorScheme: 'dark' },
  { file: 'services.png', path: '/services', colorScheme: 'light' },
] as const;

await using rollcall = await startRollcall({ env: DEMO });
await mkdir(FOLDER, { recursive: true });
await untilChangesHappened(rollcall.url);
const { CHROMIUM_BIN } = process.env;
const browser = await chromium.launch({
  ...(CHROMIUM_BIN ? { executablePath: CHROMIUM_BIN } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
});
try {
  for (const { file, path, colorScheme } of PICTURES) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    await page.goto(rollcall.url + path);
    await untilLive(page);
    await page.screenshot({ path: join(FOLDER, file) });
    console.log(join(FOLDER, file));
    await page.close();
  }
} finally {
  await browser.close();
}

/** A picture of an empty change feed would show nothing of what Rollcall is for. */
async function untilChangesHappened(url: string): Promise<void> {
  for (let seen = 0; seen < CHANGES_FIRST; ) {
    const response = await fetch(`${url}/api/v1/changes?limit=${CHANGES_FIRST}`, {
      signal: AbortSignal.timeout(5_000),
    });
    const { items } = (await response.json()) as { items: unknown[] };
    seen = items.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The server paints the page too, but charts are drawn, at their measured width, only in the browser. */
async function untilLive(page: Page): Promise<void> {
  await page.locator('[data-stream="live"]').waitFor();
  await page.evaluate(() => document.fonts.ready);
}
