import Link from 'next/link';
import type { ReactNode } from 'react';
import { Banner } from '../ui/banner';
import type { RegistryHead } from './use-registries';

/** Says that what one sees is made up, and what makes it real. */
export function DemoNotice({ registries }: { registries: readonly RegistryHead[] }): ReactNode {
  const demo = registries.find((registry) => registry.demo);
  if (!demo) return null;
  if (registries.length > 1) {
    return (
      <Banner icon="services">
        <b>{demo.id} is demo data.</b> The other registries are real.
      </Banner>
    );
  }
  return (
    <Banner icon="services">
      <b>Demo data.</b> Connect a registry: set <code className="mono">CONSUL_HTTP_ADDR</code> or{' '}
      <code className="mono">ETCDCTL_ENDPOINTS</code> and start Rollcall again.{' '}
      <Link className="link" href="/registries#connect">
        How to connect
      </Link>
    </Banner>
  );
}
