import { textBytes } from './text-bytes';

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of IEEE 802.3; NGINX's hash. */
export function crc32(text: string | Uint8Array): number {
  return ~crc32State(text) >>> 0;
}

/** How far the CRC is after some bytes, for many that begin with the same. */
export function crc32State(text: string | Uint8Array): number {
  let state = 0xffffffff;
  for (const byte of textBytes(text)) state = (state >>> 8) ^ (TABLE[(state ^ byte) & 0xff] as number);
  return state;
}

/** The CRC of the bytes of a state and then four more, the lowest of the word first. */
export function crc32Word(state: number, word: number): number {
  let value = state ^ word;
  for (let byte = 0; byte < 4; byte++) value = (value >>> 8) ^ (TABLE[value & 0xff] as number);
  return ~value >>> 0;
}
