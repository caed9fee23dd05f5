/** etcd's messages as etcd3's own protocol files decode them: 64-bit numbers are decimal strings, bytes are Buffers. */
export interface Header {
  readonly cluster_id: string;
  readonly member_id: string;
  readonly revision: string;
  readonly raft_term: string;
}

export interface KeyValue {
  readonly key: Buffer;
  readonly create_revision: string;
  readonly mod_revision: string;
  readonly version: string;
  readonly value: Buffer;
  /** `'0'` without a lease. */
  readonly lease: string;
}

export interface RangeRequest {
  readonly key: Buffer;
  readonly range_end?: Buffer;
  readonly limit?: number;
  readonly revision?: string;
  readonly count_only?: boolean;
}

export interface RangeResponse {
  readonly header: Header;
  readonly kvs: readonly KeyValue[];
  readonly more: boolean;
  readonly count: string;
}

export interface KeyEvent {
  readonly type: 'Put' | 'Delete';
  readonly kv: KeyValue;
}

export interface WatchResponse {
  readonly header: Header;
  readonly watch_id: string;
  readonly created: boolean;
  readonly canceled: boolean;
  /** Not `'0'` when the revision asked for is compacted. */
  readonly compact_revision: string;
  readonly cancel_reason: string;
  /** More of the same revisions follows in the next response. */
  readonly fragment: boolean;
  readonly events: readonly KeyEvent[];
}

export interface TimeToLiveResponse {
  readonly ID: string;
  /** Whole seconds left, rounded down; `'-1'` when the lease is gone. */
  readonly TTL: string;
  readonly grantedTTL: string;
}

export interface LeasesResponse {
  readonly leases: readonly { readonly ID: string }[];
}

export interface MemberListResponse {
  readonly members: readonly {
    readonly ID: string;
    readonly name: string;
    readonly clientURLs: readonly string[];
    readonly isLearner: boolean;
  }[];
}

export interface StatusResponse {
  readonly header: Header;
  readonly version: string;
  readonly leader: string;
}
