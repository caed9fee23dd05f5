/** Registries hold any text, but PostgreSQL keeps neither the character zero nor half a surrogate pair. */
export function storedText(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed();
}
