/** What a person is told of a policy. */
export interface PolicyWords {
  readonly title: string;
  /** A few words, for a chip or a table's head. */
  readonly short: string;
  /** One to three sentences. */
  readonly explanation: string;
  /** Where its rules are written, publicly. */
  readonly source: { readonly label: string; readonly href: string };
  /** Requests with the same key (or client) go to the same instance. */
  readonly usesKeys: boolean;
  /** It looks at what is in flight or at how answers came. */
  readonly learns: boolean;
}

const ENVOY = 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers';
const NGINX = 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html';

const STATELESS = { usesKeys: false, learns: false };
const LEARNING = { usesKeys: false, learns: true };
const KEYED = { usesKeys: true, learns: false };

const WORDS: Readonly<Record<string, PolicyWords>> = {
  'round-robin': {
    title: 'Round robin',
    short: 'one after the other',
    explanation:
      'Every instance in turn, whatever its weight. It sees no load, so a slow instance gets as many requests as a fast one and makes its whole share slow.',
    source: { label: 'Envoy, weighted round robin (equal weights)', href: `${ENVOY}#weighted-round-robin` },
    ...STATELESS,
  },
  'weighted-round-robin': {
    title: 'Weighted round robin',
    short: 'turns by weight',
    explanation:
      'Turns in proportion to weights. NGINX lays them out smoothly, Envoy by earliest deadline, gRPC by strides, Linux in blocks: the shares are the same, the runs are not.',
    source: { label: 'NGINX, weight of a server', href: `${NGINX}#server` },
    ...STATELESS,
  },
  random: {
    title: 'Random',
    short: 'any of them',
    explanation:
      'Any instance, each as likely, whatever its weight. Many balancers need not agree on anything; the price is that some get twice as much as others for a while.',
    source: { label: 'Envoy, random', href: `${ENVOY}#random` },
    ...STATELESS,
  },
  'weighted-random': {
    title: 'Weighted random',
    short: 'any, by weight',
    explanation: 'Any instance, as likely as its weight says. Shares are right on average, and uneven for a while.',
    source: { label: 'NGINX, random', href: `${NGINX}#random` },
    ...STATELESS,
  },
  'least-request': {
    title: 'Least request',
    short: 'the less busy of two',
    explanation:
      'Draws two instances and takes the one with fewer requests in flight: most of the good of looking at all of them, without the stampede. Where weights differ it is a schedule by weight over requests in flight.',
    source: { label: 'Envoy, weighted least request', href: `${ENVOY}#weighted-least-request` },
    ...LEARNING,
  },
  'least-connections': {
    title: 'Least connections',
    short: 'the least busy of all',
    explanation:
      'Looks at every instance and takes the one with the fewest requests in flight for its weight. One balancer does it best; many that do not know of each other all choose the same one.',
    source: { label: 'NGINX, least_conn', href: `${NGINX}#least_conn` },
    ...LEARNING,
  },
  'random-choices': {
    title: 'Random, two by weight',
    short: 'drawn by weight, the less busy',
    explanation:
      'Draws two instances by weight and takes the one with fewer requests in flight for its weight, as NGINX does and HAProxy by default.',
    source: { label: 'NGINX, random two least_conn', href: `${NGINX}#random` },
    ...LEARNING,
  },
  'peak-ewma': {
    title: 'Peak EWMA',
    short: 'the faster of two',
    explanation:
      'Draws two instances and takes the one whose recent latency times requests in flight is smaller. A slow answer counts at once and is forgotten slowly; an instance that fails fast looks fast.',
    source: {
      label: 'Finagle, power of two choices: Peak EWMA',
      href: 'https://twitter.github.io/finagle/guide/Clients.html#power-of-two-choices-p2c-peak-ewma',
    },
    ...LEARNING,
  },
  'ring-hash': {
    title: 'Ring hash',
    short: 'keys on a ring',
    explanation:
      'Every instance owns points on a ring by its weight, and a key goes to the next point. Few keys move when an instance leaves, though more than it had: Envoy sizes the ring anew each time.',
    source: { label: 'Envoy, ring hash', href: `${ENVOY}#ring-hash` },
    ...KEYED,
  },
  ketama: {
    title: 'Ketama',
    short: 'memcached’s ring',
    explanation:
      'The ring of memcached’s clients: 160 points an instance, from md5. Only the keys of the instance that left move.',
    source: {
      label: 'Last.fm, libketama',
      href: 'https://www.metabrew.com/article/libketama-consistent-hashing-algo-memcached-clients',
    },
    ...KEYED,
  },
  'nginx-hash': {
    title: 'NGINX hash',
    short: 'NGINX’s ring',
    explanation:
      'NGINX’s hash of a key: consistent, on a ring of 160 points for each unit of weight, or plain, where one instance more or fewer moves nearly every key.',
    source: { label: 'NGINX, hash', href: `${NGINX}#hash` },
    ...KEYED,
  },
  maglev: {
    title: 'Maglev',
    short: 'keys in a table',
    explanation:
      'Instances take turns to fill a table of prime size, and a key is looked up in it at once. Shares are nearly even; a few more keys move than on a ring.',
    source: {
      label: 'Eisenbud et al., NSDI 2016',
      href: 'https://www.usenix.org/conference/nsdi16/technical-sessions/presentation/eisenbud',
    },
    ...KEYED,
  },
  rendezvous: {
    title: 'Rendezvous',
    short: 'the highest score for a key',
    explanation:
      'Every instance has a score for the key, and the highest wins. Only the keys of the instance that left move, and weights are followed exactly; every pick asks all of them.',
    source: { label: 'Thaler and Ravishankar, 1998', href: 'https://doi.org/10.1109/90.663936' },
    ...KEYED,
  },
  jump: {
    title: 'Jump hash',
    short: 'numbered buckets',
    explanation:
      'Even shares without any table. It only knows of one more or one fewer at the end of the list: whoever leaves from the middle moves the keys of all that follow.',
    source: { label: 'Lamping and Veach, 2014', href: 'https://arxiv.org/abs/1406.2294' },
    ...KEYED,
  },
  'bounded-load': {
    title: 'Ring with bounded loads',
    short: 'keys, but nobody too full',
    explanation:
      'A key goes to its owner on the ring unless that has more in flight than a bound above the mean; then it goes to another. A hot key no longer fills one instance.',
    source: { label: 'Mirrokni, Thorup and Zadimoghaddam, 2016', href: 'https://arxiv.org/abs/1608.01350' },
    usesKeys: true,
    learns: true,
  },
  'ip-hash': {
    title: 'IP hash',
    short: 'by the client’s network',
    explanation:
      'The first three bytes of an IPv4 address decide, or the whole IPv6 address, so that a client stays where it was. Clients behind one gateway all go to one instance.',
    source: { label: 'NGINX, ip_hash', href: `${NGINX}#ip_hash` },
    ...KEYED,
  },
  'random-subsetting': {
    title: 'Random subsetting',
    short: 'a few of its own',
    explanation:
      'Each client keeps to a few instances drawn by hashing and takes those in turn, which saves connections. With few clients some instances get nothing.',
    source: {
      label: 'gRPC, gRFC A68',
      href: 'https://github.com/grpc/proposal/blob/master/A68-random-subsetting.md',
    },
    ...STATELESS,
  },
};

/** The ids that have words; a test holds them to be those of the policies. */
export const WORDED_POLICIES: readonly string[] = Object.keys(WORDS);

/** The words of a policy's id. Throws for an id no policy has: ask `policyOf` of what a person gave. */
export function policyWords(id: string): PolicyWords {
  const words = Object.hasOwn(WORDS, id) ? WORDS[id] : undefined;
  if (words === undefined) throw new RangeError(`no policy ${id}`);
  return words;
}
