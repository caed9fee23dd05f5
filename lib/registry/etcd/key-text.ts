import { isUtf8 } from 'node:buffer';

/** Bytes as text: UTF-8 as it is, otherwise every byte outside printable ASCII as `\xNN`. */
export function textOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  // Nothing else is replaced by this character, and to look for it is cheaper than to check the bytes.
  if (!text.includes('\ufffd') || isUtf8(bytes)) return text;
  return bytes
    .toString('latin1')
    .replace(
      /[^\x20-\x7e]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    );
}

/** The keys a text may stand for, the likeliest first: itself, and with its `\xNN` read as bytes. */
export function bytesOfText(text: string): readonly Buffer[] {
  const literal = Buffer.from(text);
  if (!/\\x[0-9A-F]{2}/.test(text)) return [literal];
  const unescaped = text.replace(/\\x([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [literal, Buffer.from(unescaped, 'latin1')];
}
