const SECRET_NAME =
  /passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[-_.]?key|access[-_.]?key|private|credential|auth(?:orization)?(?![a-z])|cookie|signature/i;

/** Whether a key's name says that its value is nobody's business. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
