import { parseBody } from '@/lib/api/parse';
import { Problem } from '@/lib/api/problem';
import { getInstance } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { registrationSchema } from '@/lib/api/schemas';
import { deregisterSelf, registerSelf } from '@/lib/api/self-registration';

type Context = RouteContext<'/api/v1/registries/[registry]/instances/[id]'>;

export const GET = route<Context>('viewer', async (request, context) => {
  const { registry, id } = await context.params;
  const instance = await getInstance(registry, id, request.signal);
  if (!instance) throw new Problem('unknown-instance', `Registry "${registry}" has no instance "${id}".`);
  return Response.json(instance);
});

export const PUT = route<Context>('operator', async (request, context, caller) => {
  const { registry, id } = await context.params;
  const registration = await parseBody(request, registrationSchema);
  const result = registerSelf({ registry, id, caller }, registration);
  return Response.json({ registry, id, ...registration }, { status: result === 'registered' ? 201 : 200 });
});

export const DELETE = route<Context>('operator', async (_request, context, caller) => {
  const { registry, id } = await context.params;
  deregisterSelf({ registry, id, caller });
  return new Response(null, { status: 204 });
});
