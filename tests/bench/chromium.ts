import { type Browser, chromium } from '@playwright/test';
import { findProgram } from '../../scripts/find-program.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The machine's own Chromium, without a window. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_BIN || findProgram(NAMES);
  if (executablePath === undefined) throw new Error('This bench needs Chromium: put its file in CHROMIUM_BIN.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
}
