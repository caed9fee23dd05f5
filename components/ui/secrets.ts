const SECRET_WORDS =
  'passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[-_.]?key|access[-_.]?key|private|credential|auth(?:orization)?(?![a-z])|cookie|signature';
const SECRET_NAME = new RegExp(SECRET_WORDS, 'i');

/** What stands in a secret's place; its length says nothing. */
export const MASK = '••••••';

/** Whether a key's name says that its value is nobody's business. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

const QUOTED = new RegExp(
  String.raw`(\\*"[^"\\]*(?:${SECRET_WORDS})[^"\\]*\\*"\s*:\s*)(\\*")((?:(?!\2)(?:\\.|[^\\]|\\))*?)(\2)`,
  'gi',
);
const BARE = new RegExp(String.raw`(\\*"[^"\\]*(?:${SECRET_WORDS})[^"\\]*\\*"\s*:\s*)(-?\d[\d.eE+-]*)`, 'gi');
const ASSIGNED = new RegExp(String.raw`([\w.%-]*(?:${SECRET_WORDS})[\w.-]*(?:=|%3D))((?:(?!%26)[^\s&"',;\\])+)`, 'gi');
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/[^\s/@:"]*:)([^\s/@"]+)(@)/gi;

/** Text as the registry holds it, with the values of keys that name a secret masked; everything else is literal. */
export function maskSecrets(text: string): { text: string; masked: number } {
  let masked = 0;
  const hide = (): string => {
    masked += 1;
    return MASK;
  };
  const result = text
    .replace(QUOTED, (match, before: string, open: string, value: string, close: string) =>
      value === '' ? match : `${before}${open}${hide()}${close}`,
    )
    .replace(BARE, (_match, before: string) => `${before}${hide()}`)
    .replace(ASSIGNED, (match, before: string, value: string) => (value === MASK ? match : `${before}${hide()}`))
    .replace(USER_INFO, (_match, before: string, _value: string, close: string) => `${before}${hide()}${close}`);
  return { text: result, masked };
}
