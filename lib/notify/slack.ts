import type { Message, MessageAlert } from './message';
import type { Addressed, Outgoing } from './outgoing';
import type { Target } from './target';

/** So many services one message names; Slack cuts what is longer than 4,000 characters. */
const LISTED = 15;
const NAME_LIMIT = 120;

/** `{text}` in Slack's own markup, as its incoming webhooks and those of its like read it. */
export function slackRequest({ url, headers }: Target, { message }: Addressed): Outgoing {
  return { url, headers, body: JSON.stringify({ text: slackText(message) }) };
}

/** What registries hold is text: neither a link nor a mention of everybody. */
function slackText({ status, rule, alerts, more }: Message): string {
  if (status === 'test') return 'Rollcall: this is a test. Messages of this target arrive here.';
  const count = alerts.length + more;
  const head = `*${status === 'firing' ? 'Firing' : 'Resolved'}: ${escaped(rule ?? '')}*`;
  const lines = alerts.slice(0, LISTED).map((alert) => `• ${lineOf(alert)}`);
  if (count > LISTED) lines.push(`• and ${count - LISTED} more`);
  return [head, ...lines].join('\n');
}

function lineOf({
  registry,
  service,
  summary,
  url,
  instances,
  moreInstances,
  resolvedAt,
  since,
}: MessageAlert): string {
  const name = escaped(service ?? registry);
  const subject = url === undefined ? name : `<${url}|${name}>`;
  const place = service === null ? '' : ` (${escaped(registry)})`;
  const addresses = instances.slice(0, 3).map(({ address }) => escaped(address));
  const others = instances.length - addresses.length + moreInstances;
  const who = addresses.length === 0 ? '' : `: ${addresses.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
  return `${subject}${place} ${escaped(summary)}${resolvedAt === undefined ? who : ''}, since ${slackTime(since)}`;
}

/** As Slack shows it to each reader; what cannot, shows UTC. */
function slackTime(iso: string): string {
  const utc = `${iso.slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(Date.parse(iso) / 1000)}^{date_short_pretty} {time_secs}|${utc}>`;
}

/** The three characters that Slack gives a meaning; names of registries may be endless, and of many lines. */
function escaped(text: string): string {
  const short = text.length > NAME_LIMIT ? `${text.slice(0, NAME_LIMIT)}…` : text;
  return short
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ');
}
