import http from 'node:http';

/** Requests to a Consul agent over kept connections, with nothing between them and `node:http`. */
export interface RawConsul {
  put(path: string, body: object): Promise<void>;
  /** Asks again and again for what is newer and hands on each answer; resolves with what ends it, after the first. */
  block(path: string, onAnswer: (body: string) => void): Promise<() => void>;
  close(): void;
}

interface Answer {
  readonly index: string;
  readonly body: string;
}

export function createRawConsul(address: string): RawConsul {
  const agent = new http.Agent({ keepAlive: true });

  function ask(method: string, path: string, body?: string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = http.request(address + path, { method, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ index: String(response.headers['x-consul-index']), body: text });
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
    request.end(body);
    return promise;
  }

  return {
    put: async (path, body) => void (await ask('PUT', path, JSON.stringify(body))),
    async block(path, onAnswer) {
      let isOver = false;
      let { index, body } = await ask('GET', path);
      onAnswer(body);
      const follow = async () => {
        while (!isOver) {
          ({ index, body } = await ask('GET', `${path}?index=${index}&wait=60s`));
          onAnswer(body);
        }
      };
      // Closing the agent ends the request that is under way.
      follow().catch(() => undefined);
      return () => {
        isOver = true;
      };
    },
    close: () => agent.destroy(),
  };
}
