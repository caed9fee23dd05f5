import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GoneInstance } from '@/components/instances/gone-instance';
import { InstancePage } from '@/components/instances/instance-page';
import { formatAddress } from '@/lib/domain/instance';
import { decodeParam } from '../../../../decode-param';
import { handedInstance } from './handed-instance';

interface PageProps {
  readonly params: Promise<{ readonly registry: string; readonly id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { registry, id } = await params;
  const handed = await handedInstance(decodeParam(registry), decodeParam(id));
  if (!handed) notFound();
  if ('instance' in handed) {
    const { address, port, service } = handed.instance;
    return { title: titleOf(formatAddress(address, port), service) };
  }
  const last = handed.changes.items[0];
  return { title: titleOf(last?.address ?? id, last?.service ?? '') };
}

export default async function Page({ params }: PageProps) {
  const { registry, id } = await params;
  const handed = await handedInstance(decodeParam(registry), decodeParam(id));
  if (!handed) notFound();
  if (!('instance' in handed)) return <GoneInstance key={handed.id} handed={handed} />;
  return <InstancePage key={handed.instance.id} handed={handed} />;
}

const TITLE_LENGTH = 200;

function titleOf(address: string, service: string): string {
  return [address, service]
    .filter((part) => part !== '')
    .map((part) => part.slice(0, TITLE_LENGTH))
    .join(' · ');
}
