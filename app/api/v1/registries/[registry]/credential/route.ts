import { credentialSchema } from '@/lib/api/access-schemas';
import { forgetCredential, keepCredential } from '@/lib/api/credential';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

type Context = RouteContext<'/api/v1/registries/[registry]/credential'>;

export const PUT = route<Context>('operator', async (request, context, caller) => {
  const { registry } = await context.params;
  const { token } = await parseBody(request, credentialSchema);
  keepCredential(registry, token, caller);
  return new Response(null, { status: 204 });
});

export const DELETE = route<Context>('operator', async (_request, context, caller) => {
  const { registry } = await context.params;
  forgetCredential(registry, caller);
  return new Response(null, { status: 204 });
});
