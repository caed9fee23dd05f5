import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';

/** So many characters weigh as much as a record: what is bounded in records is bounded in memory too. */
const CHARACTERS_PER_RECORD = 1_000;

/** 1 for an ordinary instance, more for one that holds a lot of text. */
export function weighInstance(instance: Instance): number {
  let characters = instance.service.length + instance.nativeId.length;
  for (const name in instance.metadata) characters += name.length + (instance.metadata[name]?.length ?? 0);
  for (const tag of instance.tags) characters += tag.length;
  for (const { output } of instance.checks) characters += output.length;
  return recordsOf(characters);
}

/** 1 for an ordinary change, more for one that holds a lot of text. */
export function weighChange(change: Change): number {
  let characters = (change.service?.length ?? 0) + (change.output?.length ?? 0);
  for (const { field, from, to } of change.fields ?? []) {
    characters += field.length + (from?.length ?? 0) + (to?.length ?? 0);
  }
  return recordsOf(characters);
}

function recordsOf(characters: number): number {
  return 1 + Math.floor(characters / CHARACTERS_PER_RECORD);
}
