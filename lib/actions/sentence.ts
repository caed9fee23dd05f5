/** What an error says as a sentence: it ends with one full stop. */
export function sentence(said: string): string {
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
