import type { Edits } from './edits';
import { isJsonObject } from './entry';
import { textOf } from './fields';
import { jsonValue, withJsonValue } from './json-edit';
import { rebaseMembers } from './member-edit';

/** A service is left out of its node's INFO; the node and its other services stay. */
export const moleculerEdits: Edits = {
  remove({ text, instance }) {
    const services = jsonValue(text, ['services']);
    if (!Array.isArray(services)) return undefined;
    const at = services.findIndex(
      (service) =>
        isJsonObject(service) &&
        textOf(service.name) === instance.service &&
        (textOf(service.version) ?? null) === instance.version,
    );
    return at < 0 ? undefined : withJsonValue(text, ['services', at], undefined);
  },
  rebase: rebaseMembers({
    path: () => ['services'],
    isSame: (a, b) => isJsonObject(a) && isJsonObject(b) && a.name === b.name && a.version === b.version,
  }),
};
