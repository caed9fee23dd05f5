/** A path of ours to go on to, from what an address says; `/` for anything else, as another server's address is. */
export function ownPath(text: string | null | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, which makes `/\n/evil` another host.
  if (!text || !/^\/(?![/\\])[^\x00-\x20\\]*$/.test(text)) return '/';
  // What `/.//evil` becomes once somebody on the way takes the dots out is another host too.
  return new URL(text, 'http://rollcall.invalid').pathname.startsWith('//') ? '/' : text;
}
