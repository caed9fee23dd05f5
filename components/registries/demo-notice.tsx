import Link from 'next/link';
import type { ReactNode } from 'react';
import { Banner } from '../ui/banner';

/** Says that what one sees is made up, and what makes it real. */
export function DemoNotice(): ReactNode {
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
