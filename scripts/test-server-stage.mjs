/** What missing test servers count for in the result: one failure each, with its sentence shown. */
export function missingServers(sentences) {
  if (sentences.length === 0) return [];
  for (const sentence of sentences) console.error(sentence);
  return [{ name: 'test servers', counts: { passed: 0, failed: sentences.length, skipped: 0 }, took: '' }];
}
