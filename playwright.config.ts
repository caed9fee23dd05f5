import { defineConfig, devices } from '@playwright/test';
import { findProgram } from './scripts/find-program.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const executablePath = process.env.CHROMIUM_BIN || findProgram(CHROMIUM);
if (executablePath === undefined)
  throw new Error('Tests need Chromium: put it on the path or its file in CHROMIUM_BIN.');

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
