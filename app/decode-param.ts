import { notFound } from 'next/navigation';

/** A page's path parameter as text: Next hands it over still encoded. What does not decode was never a name here. */
export function decodeParam(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    notFound();
  }
}
