/** "Set weight" of `set-weight`, "Token created" of `token-created`. */
export function kindWords(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
