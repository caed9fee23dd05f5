/**
 * A tag no service has: asked with it, `/v1/health/service/<name>` gives an empty list and the service's index. At 3,000
 * services on 1.8.7 that is 0.35 s and 0.7 MB for all, half the time of a filter and a thirtieth of the bytes of entries.
 */
export const NEVER_A_TAG = 'rollcall-asks-for-the-index';
