declare module 'hashring' {
  /** npm `hashring`, as much of it as is measured against. */
  class HashRing {
    constructor(servers: readonly string[]);
    get(key: string): string;
  }
  export = HashRing;
}
