import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ServicePage } from '@/components/instances/service-page';
import { decodeParam } from '../../../../decode-param';
import { handedService } from './handed-service';

interface PageProps {
  readonly params: Promise<{ readonly registry: string; readonly service: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { service } = await params;
  return { title: decodeParam(service).slice(0, 200) };
}

export default async function Page({ params }: PageProps) {
  const { registry, service } = await params;
  const handed = await handedService(decodeParam(registry), decodeParam(service));
  if (!handed) notFound();
  return <ServicePage key={`${handed.registry}/${handed.service}`} handed={handed} />;
}
