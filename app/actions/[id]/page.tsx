import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionPage } from '@/components/actions/action-page';
import { actionWords, subjectWords } from '@/components/actions/action-words';
import { decodeParam } from '../../decode-param';
import { handedAction } from './handed-action';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

const TITLE_LENGTH = 200;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  const handed = await handedAction(decodeParam(id));
  if (!handed) notFound();
  const { kind, steps, weight } = handed.action;
  return { title: actionWords(kind, subjectWords(steps), weight).slice(0, TITLE_LENGTH) };
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  const handed = await handedAction(decodeParam(id));
  if (!handed) notFound();
  return <ActionPage key={handed.action.id} handed={handed.action} changes={handed.changes} />;
}
