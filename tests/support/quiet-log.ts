import type { Log } from '@/lib/domain/log';

/** Drops every line. */
export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
