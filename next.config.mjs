/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // etcd3 reads its proto files from its own folder; a bundled copy does not find them.
  // jsonc-parser requires its parts by a name that a bundler cannot follow.
  serverExternalPackages: [
    'etcd3',
    '@grpc/grpc-js',
    'pino',
    'prom-client',
    'jsonc-parser',
    'kysely',
    'pg',
    'better-auth',
  ],
  devIndicators: false,
  // Everything else gets its headers from proxy.ts, which leaves these files alone.
  headers: async () => [
    { source: '/_next/static/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
  ],
  // `npm run verify` checks types, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
