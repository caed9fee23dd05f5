const encoder = new TextEncoder();

/** The bytes of a text in UTF-8; bytes as they are. */
export function textBytes(text: string | Uint8Array): Uint8Array {
  if (typeof text !== 'string') return text;
  // Keys are short and nearly always ASCII: a loop is several times faster than the encoder.
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return encoder.encode(text);
    bytes[index] = code;
  }
  return bytes;
}

/** Four bytes from `at`, little endian, unsigned. The caller knows they are there. */
export function littleEndian32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}
