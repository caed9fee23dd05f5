import { createHmac } from 'node:crypto';
import type { Addressed, Outgoing } from './outgoing';
import type { Target } from './target';

/**
 * A message as it is, with its id. Whoever has the secret can tell that it is Rollcall's: the signature is the HMAC
 * (SHA-256, hexadecimal) of timestamp, a dot and the body. `X-Rollcall-Delivery` is the same over every try of it.
 */
export function webhookRequest({ url, secret, headers }: Target, { id, message, now }: Addressed): Outgoing {
  const { version, ...rest } = message;
  const body = JSON.stringify({ version, id, ...rest });
  const timestamp = String(Math.floor(now / 1000));
  return {
    url,
    headers: {
      ...headers,
      'X-Rollcall-Delivery': id,
      'X-Rollcall-Timestamp': timestamp,
      ...(secret !== null && { 'X-Rollcall-Signature': `sha256=${signature(secret, timestamp, body)}` }),
    },
    body,
  };
}

function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
