import { expect, type Page, test } from '@playwright/test';
import { POLICIES } from '@/lib/balancer/policies';
import { resultsJson } from '@/lib/view/simulation-export';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { answerOf } from '@/lib/view/simulation-run';
import { DEFAULT_SETUP, MOST_POLICIES, type Setup } from '@/lib/view/simulation-setup';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { ended } from '../support/simulated';
import { openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { register } from './support/registration';
import { expectNoViolations } from './support/violations';

test.describe('the simulator', () => {
  test.describe.configure({ timeout: 120_000 });
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    for (const [id, weight] of [
      ['one', 100],
      ['two', 100],
      ['three', 50],
    ] as const) {
      const metadata = { weight: String(weight) };
      await register(rollcall.url, id, { service: 'alpha', address: `10.0.0.${id.length}${weight}`, metadata });
    }
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  /** What each policy came to, as it is written; once the run is over. */
  async function figures(page: Page): Promise<readonly string[]> {
    const policies = page.getByRole('region', { name: 'Figures by policy' }).getByRole('article');
    await expect(policies.first()).toBeVisible({ timeout: 60_000 });
    return policies.allInnerTexts();
  }

  async function exportOf(page: Page, format: string): Promise<Buffer> {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: format }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  async function begin(page: Page, preset: string): Promise<readonly string[]> {
    await page.getByRole('button', { name: preset }).click();
    return figures(page);
  }

  test('runs a preset, and its link shows the same numbers to somebody else', async ({ page, browser }) => {
    const faults = await watchFaults(page);
    await openLive(page, `${rollcall.url}/simulator`);
    const numbers = await begin(page, 'One slow instance');
    expect(numbers).toHaveLength(4);
    expect(numbers[0]).toMatch(/Round robin[\s\S]*p99\s*[\d,.]+\s*m?s/);
    await expect(page).toHaveURL(/preset=one-slow.*fleet=10\.0\.0\.1:8080,10\.0\.0\.2:8080~s1\.4,/);
    await page.getByRole('button', { name: 'Table of share of requests' }).click();
    const shares = await page.getByRole('table').innerText();

    const other = await browser.newContext();
    const pasted = await other.newPage();
    await pasted.goto(page.url());
    expect(await figures(pasted)).toEqual(numbers);
    await pasted.getByRole('button', { name: 'Table of share of requests' }).click();
    expect(await pasted.getByRole('table').innerText()).toBe(shares);
    await other.close();
    expect(faults).toEqual([]);
  });

  test('gives every preset numbers', async ({ page }) => {
    for (const preset of ['Weights 5-1-1', 'Hot key', 'Scale out', 'Retry storm', 'Panic', 'Linkerd']) {
      await openLive(page, `${rollcall.url}/simulator`);
      const numbers = await begin(page, preset);
      expect(numbers.join(' '), preset).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('is cancelled in mid-run, and runs again', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?requests=5000000&fleet=10.0.0.1:80,10.0.0.2:80`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Cancelled: these settings have no numbers yet.')).toBeVisible();
    await expect(page.getByRole('progressbar')).toBeHidden();
    await page.getByRole('textbox', { name: 'Requests' }).fill('5000');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await figures(page)).toHaveLength(4);
  });

  test('says that numbers are for other settings, until it is run again', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?requests=5000&fleet=10.0.0.1:80,10.0.0.2:80`);
    const before = await figures(page);
    await page.getByRole('textbox', { name: 'Seed' }).fill('another');
    await expect(page.getByText('The settings changed')).toBeVisible();
    expect(await figures(page)).toEqual(before);
    await page.getByRole('button', { name: 'Run again' }).first().click();
    await expect(page.getByText('The settings changed')).toBeHidden();
    await expect.poll(() => figures(page)).not.toEqual(before);
    await expect(page).toHaveURL(/seed=another/);
  });

  test('takes the instances of a service, and says when the fleet is another than the link’s', async ({
    page,
    browser,
  }) => {
    await openLive(page, `${rollcall.url}/registries/memory/services/alpha`);
    await page.getByRole('link', { name: 'Simulate' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Simulator' })).toBeVisible();
    const fleet = page.getByRole('group', { name: /^3 instances/ });
    await expect(fleet.getByRole('checkbox')).toHaveCount(3);
    // What is set here is no change of the service.
    await page.getByRole('button', { name: /^Change 10\.0\.0\.550,/ }).click();
    await page.getByRole('textbox', { name: 'Weight' }).fill('2');
    await page.keyboard.press('Escape');
    await page.getByText('More settings').click();
    await page.getByRole('combobox', { name: 'Instance' }).selectOption('10.0.0.550');
    await page.getByRole('combobox', { name: 'It', exact: true }).selectOption('takes so many times as long');
    await page.getByRole('textbox', { name: 'Times as long' }).fill('4');
    await page.getByRole('button', { name: 'Add event' }).click();
    await expect(page.getByText('5 s: 10.0.0.550 takes 4 times as long')).toBeVisible();
    await expect(page.getByText('The fleet of alpha changed')).toBeHidden();
    await page.getByRole('button', { name: 'Run again' }).first().click();
    await expect(page.getByText('requests after warm-up')).toBeVisible();
    const numbers = await figures(page);

    await register(rollcall.url, 'four', { service: 'alpha', address: '10.0.0.4' });
    const again = page.getByRole('button', { name: 'Run again with the 4 instances there are now' });
    await expect(again).toBeVisible();
    // The link holds the fleet: whoever opens it sees the numbers it was made for.
    const other = await browser.newContext();
    const pasted = await other.newPage();
    await pasted.goto(page.url());
    expect(await figures(pasted)).toEqual(numbers);
    await expect(pasted.getByText('The fleet of alpha changed')).toBeVisible();
    await other.close();

    await again.click();
    await expect(page.getByRole('group', { name: /^4 instances/ }).getByRole('checkbox')).toHaveCount(4);
    await expect(page.getByRole('button', { name: /^Change .*, weight: 2/ })).toBeVisible();
    await expect(again).toBeHidden();
    await expect.poll(() => figures(page)).not.toEqual(numbers);
  });

  test('says what there is not: a service, an instance, anybody who takes part', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?registry=memory&service=nobody`);
    await expect(page.getByRole('heading', { name: 'nobody has no instance' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await page.goto(`${rollcall.url}/simulator?fleet=10.0.0.1:80`);
    await figures(page);
    await page.getByRole('checkbox', { name: '10.0.0.1' }).click();
    await expect(page.getByRole('checkbox', { name: '10.0.0.1' })).not.toBeChecked();
    await expect(page.getByText('No instance takes part: check one of them.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run again' })).toBeDisabled();
  });

  test('adds and leaves out policies, and changes their options', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?requests=5000&policies=random&fleet=10.0.0.1:80,10.0.0.2:80`);
    expect(await figures(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'Add policy' }).click();
    await page.getByRole('menuitem', { name: 'Maglev' }).click();
    await page.getByRole('button', { name: /^About Maglev/ }).click();
    const about = page.getByRole('dialog', { name: /^About Maglev/ });
    await expect(about.getByRole('link', { name: /NSDI 2016/ })).toHaveAttribute('href', /^https:/);
    await about.getByRole('textbox', { name: 'table size' }).fill('8');
    await expect(about.getByRole('alert')).toHaveText(/must be prime/);
    await about.getByRole('textbox', { name: 'table size' }).fill('17');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Leave out Random/ }).click();
    await page.getByRole('button', { name: 'Run again' }).first().click();
    await expect.poll(async () => (await figures(page)).join()).toMatch(/^Maglev\s+table size 17/);
    await expect(page).toHaveURL(/policies=maglev~tableSize:17/);
  });

  test('sweeps the load when asked, and plays the requests', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?requests=3000&policies=random&fleet=10.0.0.1:80,10.0.0.2:80`);
    await figures(page);
    await page.getByRole('button', { name: 'Sweep the load' }).click();
    await expect(page.getByRole('button', { name: 'Sweep again' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Table of mean over load' }).click();
    await expect(page.getByRole('row', { name: /^95 %/ })).toContainText(/ms/);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByText(/ms have passed/)).toBeVisible();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });

  test('steps instead of playing where less motion is wanted', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${rollcall.url}/simulator?requests=3000&policies=random&fleet=10.0.0.1:80,10.0.0.2:80`);
    await figures(page);
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Step 50 ms' }).click();
    await expect(page.getByText('50 ms have passed')).toBeVisible();
  });

  test('exports a picture, a table and everything', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?requests=3000&fleet=10.0.0.1:80,10.0.0.2:80`);
    await figures(page);
    for (const [format, begins] of [
      ['PNG', 'PNG'],
      ['CSV', 'policy,instance,picks'],
      ['JSON', '"link": "http'],
    ] as const) {
      expect((await exportOf(page, format)).toString('latin1').slice(0, 200)).toContain(begins);
    }
  });

  test('gives the same bytes in the browser’s worker as in Node, whatever the policy', async ({ page }) => {
    const setup: Setup = {
      ...DEFAULT_SETUP,
      fleet: madeUpFleet(7, [1, 2, 3]).map((one, place) => ({ ...one, slowness: place === 1 ? 4 : 1 })),
      requests: 6_000,
      serviceTime: 'log-normal',
      keySkew: 1.1,
      timeoutMs: 400,
      retries: 2,
      limitMs: 100,
      balancers: 3,
      staleMs: 20,
      events: [
        { atMs: 1_000, kind: 'fail', place: 2, answersAfterMs: 1 },
        { atMs: 2_000, kind: 'drain', place: 3 },
        { atMs: 3_000, kind: 'recover', place: 2 },
      ],
    };
    for (let from = 0; from < POLICIES.length; from += MOST_POLICIES) {
      const policies = POLICIES.slice(from, from + MOST_POLICIES).map(({ id }) => ({ id, options: {} }));
      const query = setupQuery({ ...setup, policies });
      await page.goto(`${rollcall.url}/simulator${query}`);
      await figures(page);
      const exported = await exportOf(page, 'JSON');
      const asked = setupFrom(new URLSearchParams(query));
      const answers = policies.map((choice) => ended(answerOf(asked, choice)));
      expect(exported.toString()).toBe(resultsJson(asked, answers, page.url()));
    }
  });

  test('plays recorded traffic of a file, which a link names and does not hold', async ({ page, browser }) => {
    const arrivals = file('arrivals.csv', ['time,path', ...Array.from({ length: 400 }, (_, i) => `${i * i},/cart`)]);
    const keys = file('keys.txt', ['anna', 'ben', 'anna', 'anna']);
    await page.goto(`${rollcall.url}/simulator?policies=ring-hash&fleet=10.0.0.1:80,10.0.0.2:80`);
    await figures(page);
    await page.getByText('More settings').click();
    await page.getByRole('combobox', { name: 'Arrivals' }).selectOption('from a file');
    await expect(page.getByText('There is no file of times of arrivals')).toBeVisible();
    await page.getByLabel('When requests came').setInputFiles(file('arrivals.csv', ['10', 'later']));
    await expect(page.getByText('arrivals.csv: line 2, “later”: expected a time')).toBeVisible();
    await page.getByLabel('When requests came').setInputFiles(arrivals);
    await expect(page.getByText('400 times')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Requests' })).toHaveValue('400');
    await page.getByRole('combobox', { name: 'Keys' }).selectOption('from a file');
    await page.getByLabel('What requests are hashed by').setInputFiles(keys);
    await page.getByRole('button', { name: 'Run again' }).first().click();
    await expect(page.getByText('374 requests after warm-up')).toBeVisible();
    const numbers = await figures(page);

    await page.reload();
    expect(await figures(page)).toEqual(numbers);

    const other = await browser.newContext();
    const pasted = await other.newPage();
    await pasted.goto(page.url());
    await expect(pasted.getByText('This needs the file “arrivals.csv” with 400 times')).toBeVisible();
    await pasted.getByLabel('When requests came').setInputFiles(file('another.csv', ['1', '2']));
    await expect(pasted.getByText('Not the file of the link')).toBeVisible();
    await pasted.goto(page.url());
    await pasted.getByLabel('When requests came').setInputFiles(arrivals);
    await pasted.getByLabel('What requests are hashed by').setInputFiles(keys);
    expect(await figures(pasted)).toEqual(numbers);
    await other.close();
  });

  test('goes back run by run, to the lessons it began with', async ({ page }) => {
    await openLive(page, `${rollcall.url}/simulator`);
    const first = await begin(page, 'Two choices against random');
    await expect(page.getByText('requests after warm-up')).toBeVisible();
    await page.getByRole('textbox', { name: 'Seed' }).fill('7');
    await page.keyboard.press('Enter');
    await expect.poll(() => figures(page)).not.toEqual(first);
    await page.goBack();
    await expect.poll(() => figures(page)).toEqual(first);
    await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('42');
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Begin with one of these' })).toBeVisible();
    await expect(page.getByText('The settings changed')).toBeHidden();
    await page.goForward();
    await expect.poll(() => figures(page)).toEqual(first);
  });

  test('keeps what is typed that cannot be, says what counts, and forgets it for another preset', async ({ page }) => {
    await page.goto(`${rollcall.url}/simulator?load=999&fleet=10.0.0.1:80,10.0.0.2:80&events=5000:drain:1`);
    await expect(page.getByText('Not all of the link was understood: load.')).toBeVisible();
    const requests = page.getByRole('textbox', { name: 'Requests' });
    await requests.fill('10,000,000');
    await page.keyboard.press('Tab');
    await expect(requests).toHaveValue('10,000,000');
    await expect(page.getByText('100 to 5,000,000; 60,000 counts')).toBeVisible();
    // Half-typed numbers take nobody out of the fleet, nor what happens to them.
    await page.getByRole('textbox', { name: 'How many' }).fill('12');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: /^12 instances/ })).toBeVisible();
    await expect(page).toHaveURL(/events=5000:drain:1/);
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('Retry storm');
    await expect(requests).toHaveValue('20,000');
    await expect(page.getByText('Not all of the link was understood')).toBeHidden();
  });

  test('says so where the engine cannot be loaded, and runs when it can', async ({ page }) => {
    await openLive(page, `${rollcall.url}/simulator`);
    await page.route(/\/_next\/static\//, (route) => route.abort());
    await page.getByRole('button', { name: 'One slow instance' }).click();
    await expect(page.getByText('The simulation failed:')).toBeVisible();
    await page.unroute(/\/_next\/static\//);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    expect(await figures(page)).toHaveLength(4);
    await expect(page.getByText('The simulation failed:')).toBeHidden();
  });

  test('has words for a run that nobody answers', async ({ page }) => {
    const fleet = '10.0.0.1:80,10.0.0.2:80';
    await page.goto(`${rollcall.url}/simulator?requests=1000&events=0:remove:0,0:remove:1&fleet=${fleet}`);
    expect((await figures(page)).join(' ')).not.toMatch(/NaN|undefined|Infinity/);
    await expect(page.getByRole('region', { name: 'Figures by policy' })).toContainText('none');
  });

  test('works with the keyboard alone', async ({ page }) => {
    await openLive(page, rollcall.url);
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await expect(page.getByRole('heading', { level: 1, name: 'Simulator' })).toBeVisible();
    await page.getByRole('button', { name: 'Two choices against random' }).focus();
    await page.keyboard.press('Enter');
    const before = await figures(page);
    const load = page.getByRole('slider', { name: 'Load' });
    await load.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(load).toHaveAttribute('aria-valuetext', '89 %');
    await page.getByRole('checkbox', { name: '10.0.0.1', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: /^Change 10\.0\.0\.1,/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Change 10\.0\.0\.1,/ })).toBeFocused();
    await page.getByRole('button', { name: 'Run again' }).first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => figures(page)).not.toEqual(before);
  });

  for (const theme of ['dark', 'light'] as const) {
    for (const width of [1440, 380]) {
      test(`is free of violations and fits: ${theme}, ${width} px`, async ({ page, context }) => {
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await page.setViewportSize({ width, height: 900 });
        await openLive(page, `${rollcall.url}/simulator`);
        await expect(page.getByRole('heading', { name: 'Begin with one of these' })).toBeVisible();
        await expectNoViolations(page);
        for (const preset of ['One slow instance', 'Scale out']) {
          await openLive(page, `${rollcall.url}/simulator`);
          await begin(page, preset);
          await page.getByText('More settings').click();
          await expectNoViolations(page);
          await page
            .getByRole('button', { name: /^Table of/ })
            .first()
            .click();
          await page
            .getByRole('button', { name: /^About/ })
            .first()
            .click();
          await expectNoViolations(page);
        }
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll('html, body, main, main > *')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.className),
        );
        expect(wide).toEqual([]);
      });
    }
  }
});

function file(name: string, lines: readonly string[]) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) };
}
