import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GoneInstance } from '@/components/instances/gone-instance';
import { InstancePage } from '@/components/instances/instance-page';
import { decodeParam } from '../../../../decode-param';
import { handedInstance } from './handed-instance';

interface PageProps {
  readonly params: Promise<{ readonly registry: string; readonly id: string }>;
}

export const metadata: Metadata = { title: 'Instance' };

export default async function Page({ params }: PageProps) {
  const { registry, id } = await params;
  const handed = await handedInstance(decodeParam(registry), decodeParam(id));
  if (!handed) notFound();
  if (!('instance' in handed)) return <GoneInstance key={handed.id} handed={handed} />;
  return <InstancePage key={handed.instance.id} handed={handed} />;
}
