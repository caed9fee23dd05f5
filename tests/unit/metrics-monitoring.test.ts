import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { createCheckMetrics } from '@/lib/checks/check-metrics';
import { meteredFeed } from '../support/metered-feed';
import { labelsGroupedBy, selectorsOf, templateLabels } from '../support/promql';

interface Query {
  readonly title: string;
  readonly expr: string;
  /** Where labels of the result are named. */
  readonly words: string;
}

/** Labels that Prometheus itself adds to what it scrapes. */
const SCRAPED = ['job', 'instance'];

const dashboard = JSON.parse(readFileSync('monitoring/grafana-dashboard.json', 'utf8'));
const rules = parseYaml(readFileSync('monitoring/alert-rules.yaml', 'utf8'));

function panelQueries(): Query[] {
  type Panel = { title: string; targets?: { expr: string; legendFormat: string }[] };
  return (dashboard.panels as Panel[]).flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({ title, expr, words: legendFormat })),
  );
}

function variableQueries(): Query[] {
  type Variable = { name: string; type: string; definition?: string };
  return (dashboard.templating.list as Variable[])
    .filter(({ type }) => type === 'query')
    .map(({ name, definition = '' }) => {
      const [, expr = '', label = ''] = /^label_values\((.*), *(\w+)\)$/.exec(definition) ?? [];
      return { title: `variable ${name}`, expr, words: `{{${label}}}` };
    });
}

function alertQueries(): Query[] {
  type Rule = { alert: string; expr: string; annotations: Record<string, string> };
  return (rules.groups as { rules: Rule[] }[])
    .flatMap((group) => group.rules)
    .map(({ alert, expr, annotations }) => ({ title: alert, expr, words: Object.values(annotations).join(' ') }));
}

/** The labels of every series there can be, by its name. */
async function knownSeries(): Promise<Map<string, ReadonlySet<string>>> {
  await using fixture = await meteredFeed();
  const { registry } = fixture.metrics;
  createCheckMetrics().register(registry, { size: 0 });
  const series = new Map<string, ReadonlySet<string>>();
  for (const metric of registry.getMetricsAsArray()) {
    const { name, type, labelNames } = metric as unknown as { name: string; type: string; labelNames: string[] };
    const labels = new Set([...labelNames, ...SCRAPED]);
    if (type !== 'histogram') series.set(name, labels);
    else {
      series.set(`${name}_bucket`, new Set([...labels, 'le']));
      for (const part of ['_sum', '_count']) series.set(name + part, labels);
    }
  }
  return series;
}

describe('the dashboard and the alert rules', () => {
  it('use only metrics and labels that there are', async () => {
    const known = await knownSeries();
    const queries = [...panelQueries(), ...variableQueries(), ...alertQueries()];
    expect(queries.length).toBeGreaterThan(40);
    for (const { title, expr, words } of queries) {
      const selectors = selectorsOf(expr);
      expect(selectors.length, `${title}: ${expr}`).toBeGreaterThan(0);
      const some = new Set<string>();
      for (const { metric, labels } of selectors) {
        const has = known.get(metric);
        expect(has, `${title}: ${metric}`).toBeDefined();
        for (const label of labels) expect([...(has ?? [])], `${title}: ${metric}`).toContain(label);
        for (const label of has ?? []) some.add(label);
      }
      const grouped = labelsGroupedBy(expr);
      for (const label of grouped) expect([...some], title).toContain(label);
      // What is grouped away cannot be named in a legend or a message.
      const left = /\b(sum|max|min|avg|count|topk)\b/.test(expr) ? grouped : [...some];
      for (const label of templateLabels(words)) expect(left, `${title}: ${words}`).toContain(label);
    }
  });

  it('show every metric of Rollcall somewhere', async () => {
    const used = [...panelQueries(), ...alertQueries()].flatMap(({ expr }) => selectorsOf(expr)).map((s) => s.metric);
    const own = [...(await knownSeries()).keys()].filter((name) => !/^(nodejs|process)_|_(sum|count)$/.test(name));
    // Summed up by service it is in service_instances.
    expect(own.filter((name) => !used.includes(name))).toEqual(['rollcall_instances']);
  });

  it('have distinct panels and alerts, each with words for whoever is woken', () => {
    const ids = dashboard.panels.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of dashboard.panels) if (panel.type !== 'row') expect(panel.description).not.toBe('');
    const alerts = (rules.groups as { rules: { alert: string; labels: object; annotations: object }[] }[]).flatMap(
      (group) => group.rules,
    );
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    for (const { alert, labels, annotations } of alerts) {
      expect(Object.keys(labels), alert).toContain('severity');
      expect(Object.keys(annotations), alert).toEqual(['summary', 'description']);
    }
  });
});

it('the metrics are named as Prometheus asks: counters end in _total, times in _seconds, and each says what it is', async () => {
  await using fixture = await meteredFeed();
  for (const { name, type, help } of await fixture.metrics.registry.getMetricsAsJSON()) {
    if (/^(nodejs|process)_/.test(name)) continue;
    expect(name).toMatch(/^(rollcall|service|health)_[a-z_]+$/);
    expect(name.endsWith('_total'), name).toBe(String(type) === 'counter');
    if (String(type) === 'histogram') expect(name).toMatch(/_seconds$/);
    expect(help, name).toMatch(/^[A-Z0-9].*\.$/);
  }
});

it('the state of the journal is told', async () => {
  await using fixture = await meteredFeed();
  expect(await fixture.read('rollcall_journal_failing')).toEqual({ '': 0 });
  Object.assign(fixture.journal, { waiting: 7, lost: 3, failure: { since: '', detail: 'full' } });
  expect(await fixture.read('rollcall_journal_failing')).toEqual({ '': 1 });
  expect(await fixture.read('rollcall_journal_waiting_records')).toEqual({ '': 7 });
  expect(await fixture.read('rollcall_journal_lost_changes_total')).toEqual({ '': 3 });
});

it('the watch lag is that of what was heard, in seconds', async () => {
  await using fixture = await meteredFeed();
  fixture.registry.register('a', { service: 'web', address: '10.0.0.1', port: 80 });
  await fixture.settled();
  const text = await fixture.metrics.registry.getSingleMetricAsString('rollcall_watch_lag_seconds');
  expect(text).toMatch(/rollcall_watch_lag_seconds_count\{registry="memory"\} [1-9]/);
});
