import type { JSONPath } from 'jsonc-parser';
import { upstreamNodes } from './apisix-nodes';
import type { EditedValue, Edits } from './edits';
import { isJsonObject, type JsonObject } from './entry';
import { jsonValue, withJsonValue } from './json-edit';
import { rebaseMembers } from './member-edit';

/** A node is edited within its upstream, which other nodes share. */
export const apisixEdits: Edits = {
  drain: { edit: (value) => withWeight(value, 0) },
  restore: { edit: (value) => withWeight(value, 1), writes: 'weight = 1 of the node' },
  weigh: { edit: withWeight, most: 1_000_000 },
  remove: (value) => eachNode(value, (text, path) => withJsonValue(text, path, undefined)),
  rebase: rebaseMembers({ path: nodesPath, isSame: (a, b) => isJsonObject(a) && isJsonObject(b) && isSameNode(a, b) }),
};

function isSameNode(a: JsonObject, b: JsonObject): boolean {
  return a.host === b.host && a.port === b.port;
}

function nodesPath(text: string): JSONPath {
  return isJsonObject(jsonValue(text, ['upstream'])) ? ['upstream', 'nodes'] : ['nodes'];
}

function withWeight(value: EditedValue, weight: number): string | undefined {
  return eachNode(value, (text, path, isItem) => withJsonValue(text, isItem ? [...path, 'weight'] : path, weight));
}

/** From the last to the first, so that what is left out moves none that is still to come. */
function eachNode(
  value: EditedValue,
  edit: (text: string, path: JSONPath, isItem: boolean) => string | undefined,
): string | undefined {
  let text: string | undefined = value.text;
  for (const { path, isItem } of nodePaths(value).toReversed())
    text = text === undefined ? text : edit(text, path, isItem);
  return text;
}

/** Where the nodes with the address of the instance stand. */
function nodePaths({ text, instance }: EditedValue): readonly { path: JSONPath; isItem: boolean }[] {
  const base = nodesPath(text);
  const upstream = jsonValue(text, base.slice(0, -1));
  if (!isJsonObject(upstream)) return [];
  const { nodes, scheme } = upstream;
  const isMeant = (one: unknown) => {
    const read = upstreamNodes({ nodes: one, ...(scheme !== undefined && { scheme }) });
    return (
      !('fault' in read) && read.some(({ address, port }) => address === instance.address && port === instance.port)
    );
  };
  if (Array.isArray(nodes)) {
    return nodes.flatMap((item, index) => (isMeant([item]) ? [{ path: [...base, index], isItem: true }] : []));
  }
  if (!isJsonObject(nodes)) return [];
  return Object.entries(nodes).flatMap(([name, weight]) =>
    isMeant({ [name]: weight }) ? [{ path: [...base, name], isItem: false }] : [],
  );
}
