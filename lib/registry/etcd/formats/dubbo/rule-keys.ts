import type { RuleKeys } from '../edits';
import { decodePart, parseDubboUrl } from './dubbo-url';

/** What needs no encoding of its own within a URL, which Go and Java do differently. */
const PLAIN = /^[\w.,*-]*$/;

/**
 * The configurators of one interface of a provider: `override://` for its address, its version and its group, and
 * nothing else, as both Dubbos read it. Undefined where its names cannot be written so that both do.
 */
export function configuratorKeys(key: string): RuleKeys | undefined {
  const [, root, iface = '', category, last = ''] = key.split('/');
  const text = decodePart(last);
  const url = text === undefined ? undefined : parseDubboUrl(text);
  const authority = /^[^/]*:\/\/([^/?]*)/.exec(text ?? '')?.[1];
  const name = decodePart(iface);
  if (category !== 'providers' || !url || authority === undefined || name === undefined) return undefined;
  const version = url.params.get('version') ?? '';
  const group = url.params.get('group') ?? '';
  if (!PLAIN.test(version) || !PLAIN.test(group)) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const begin = `/${root}/${iface}/configurators/`;
  const service = `${group === '' ? '' : `&group=${group}`}${version === '' ? '' : `&version=${version}`}`;
  const keyOf = (setting: string) =>
    begin + encode(`override://${host}/${name}?category=configurators&dynamic=false&enabled=true${service}&${setting}`);
  const weightBegin = keyOf('weight=');
  return {
    prefix: begin + encode(`override://${host}/`),
    drain: keyOf('disabled=true'),
    weigh: (weight) => keyOf(`weight=${weight}`),
    isWeight: (rule) => rule.startsWith(weightBegin) && /^\d+$/.test(rule.slice(weightBegin.length)),
  };
}

/** As Go's QueryEscape and Java's URLEncoder write a URL without blanks. */
function encode(url: string): string {
  return encodeURIComponent(url).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
