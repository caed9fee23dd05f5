import { alertmanagerRequest } from './alertmanager';
import type { Message } from './message';
import { slackRequest } from './slack';
import type { Target } from './target';
import { webhookRequest } from './webhook';

/** What is posted: JSON, with headers of its own. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message as its target understands it. */
export interface Addressed {
  /** The same over every try. */
  readonly id: string;
  readonly message: Message;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function outgoing(target: Target, addressed: Addressed): Outgoing {
  switch (target.kind) {
    case 'webhook':
      return webhookRequest(target, addressed);
    case 'slack':
      return slackRequest(target, addressed);
    case 'alertmanager':
      return alertmanagerRequest(target, addressed);
  }
}
