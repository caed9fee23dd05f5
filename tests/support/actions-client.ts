import type { Action, StepState } from '@/lib/domain/action';
import { type Answer, type ApiClient, jsonBody } from './api-client';
import { eventually } from './wait';

/** Acts over HTTP as a script does. */
export interface ActionsClient {
  preview(request: object): Promise<Answer>;
  submit(request: object): Promise<Answer>;
  /** Submits what must be taken on, and gives its id. */
  act(request: object): Promise<string>;
  get(id: string): Promise<Action>;
  revert(id: string): Promise<Answer>;
  /** Waits until every step of an action has come to that state. */
  untilState(id: string, state: StepState, timeoutMs?: number): Promise<Action>;
}

export function actionsClient(api: Pick<ApiClient, 'call' | 'get'>): ActionsClient {
  const submit = (request: object) => api.call('POST', '/api/v1/actions', jsonBody({ reason: 'a test', ...request }));
  const get = (id: string) => api.get(`/api/v1/actions/${id}`);
  return {
    preview: (request) => api.call('POST', '/api/v1/actions/preview', jsonBody(request)),
    submit,
    async act(request) {
      const answer = await submit(request);
      if (answer.status !== 202) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    },
    get,
    revert: (id) => api.call('POST', `/api/v1/actions/${id}/revert`),
    untilState: (id, state, timeoutMs = 20_000) =>
      eventually(
        async () => {
          const action: Action = await get(id);
          if (action.steps.every((step) => step.state === state)) return action;
          throw new Error(`not ${state}: ${JSON.stringify(action.steps)}`);
        },
        { timeoutMs },
      ),
  };
}
