import { isJsonObject } from '../entry';
import type { Reading } from '../format';
import { dubboAssembly } from './dubbo-assembly';
import { readOverrideConfig } from './read-overrides';
import { readConditionConfig, readTagConfig } from './read-routes';
import { parseServiceKey } from './service-key';
import { parseRuleYaml } from './yaml-rule';

const RULE_NAME = /^(.+)\.(configurators|condition-router|tag-router)$/;

/** What a key of the configuration under `/dubbo/config/dubbo/` says of providers; most say nothing of them. */
export function readGovernanceRule(name: string, text: string): Reading {
  const [, subject, kind] = RULE_NAME.exec(name) ?? [];
  if (subject === undefined) return { belongs: 'configuration' };
  const config = parseRuleYaml(text);
  const isOfApplication = kind === 'tag-router' || isApplication(subject, config);
  const application = isOfApplication ? subject : undefined;
  const service = isOfApplication ? undefined : parseServiceKey(subject);
  const scope = { root: undefined, service };
  const topic = service ? `iface:${service.iface}` : `app:${subject}`;
  if (kind === 'configurators') {
    const overrides = readOverrideConfig(config, scope, application);
    return overrides.length === 0
      ? { belongs: 'configurator' }
      : dubboAssembly.rule(topic, { kind: 'overrides', overrides }, 'configurator');
  }
  const routes = kind === 'tag-router' ? readTagConfig(config, scope) : readConditionConfig(config, scope);
  return routes.length === 0 ? { belongs: 'router' } : dubboAssembly.rule(topic, { kind: 'routes', routes }, 'router');
}

/** Clients tell by the key alone, which has colons for a service; before 2.7.3 it had none, and the scope says it. */
function isApplication(subject: string, config: unknown): boolean {
  if (isJsonObject(config) && config.scope === 'service') return false;
  return !/[:*]/.test(subject);
}
