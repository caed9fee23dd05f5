/** A path of ours to go on to, from what an address says; `/` for anything else, as another server's address is. */
export function ownPath(text: string | null | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, which makes `/\n/evil` another host.
  return text && /^\/(?![/\\])[^\x00-\x20\\]*$/.test(text) ? text : '/';
}
