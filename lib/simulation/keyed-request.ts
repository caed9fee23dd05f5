import type { BalancedRequest } from '../balancer/contender';
import { xxHash64 } from '../balancer/hash/xxhash64';

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)$/i;

/** A request with a key. Its client's address is the key, or made of it: only policies that look at it pay for it. */
export class KeyedRequest implements BalancedRequest {
  readonly key: string;
  readonly attempt: number;

  constructor(key: string, attempt: number) {
    this.key = key;
    this.attempt = attempt;
  }

  get client(): string {
    if (ADDRESS.test(this.key)) return this.key;
    const { low } = xxHash64(this.key);
    return `${low >>> 24}.${(low >>> 16) & 0xff}.${(low >>> 8) & 0xff}.${low & 0xff}`;
  }
}
