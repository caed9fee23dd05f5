import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { SIMULATION_BODY_BYTES, simulationRequestSchema } from '@/lib/api/simulation-schemas';
import { simulationJob } from '@/lib/api/simulations';
import { runtime } from '@/lib/running';

/** Changes nothing: the body is what a GET could not carry. */
export const POST = route(
  'viewer',
  async (request) => {
    const job = simulationJob(await parseBody(request, simulationRequestSchema, SIMULATION_BODY_BYTES));
    const answer = await runtime().simulator.run(job, request.signal);
    return new Response(answer as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'application/json' } });
  },
  { inReadOnly: true },
);
