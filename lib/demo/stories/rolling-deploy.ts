import { between, pick } from '../chance';
import { nextVersion, SERVICE_PLANS, type ServicePlan } from '../plans';
import type { Scene, Story } from '../story';

const DEPLOYED = SERVICE_PLANS.filter((plan) => nextVersion(plan.version) !== null);

/** Every few minutes a service gets its next version. */
export const rollingDeploy: Story = function* (scene) {
  const { random } = scene;
  const versions = new Map(DEPLOYED.map((plan) => [plan.name, plan.version]));
  yield between(random, 20, 60);
  for (;;) {
    const plan = pick(random, DEPLOYED);
    if (plan) {
      const version = nextVersion(versions.get(plan.name) ?? null);
      versions.set(plan.name, version);
      yield* deploy(scene, plan, version);
    }
    yield between(random, 300, 900);
  }
};

/** Instance by instance: start the new one, let it pass, take the old one out, stop it. */
function* deploy({ fleet, random }: Scene, plan: ServicePlan, version: string | null): Generator<number, void, void> {
  for (const old of fleet.instances(plan.name)) {
    if (!fleet.find(old.id)) continue;
    const fresh = fleet.launch(plan, version);
    yield between(random, 6, 12);
    fleet.probe([fresh.id], 'passing');
    yield between(random, 4, 9);
    fleet.rotate([old.id], `replaced by ${version}`);
    yield between(random, 6, 12);
    fleet.stop([old.id]);
    yield between(random, 3, 9);
  }
}
