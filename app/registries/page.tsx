import '../styles/changes.css';
import '../styles/registries.css';
import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RegistriesLoading } from '@/components/registries/registries-loading';
import { RegistriesPage } from '@/components/registries/registries-page';
import { listRegistries } from '@/lib/api/registries';

export const metadata: Metadata = { title: 'Registries' };

export default function Page() {
  return (
    // A server that does not answer takes two seconds to be given up.
    <Suspense fallback={<RegistriesLoading />}>
      <Registries />
    </Suspense>
  );
}

async function Registries() {
  return <RegistriesPage handed={await listRegistries()} />;
}
