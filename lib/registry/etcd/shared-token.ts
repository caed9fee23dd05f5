/** One token for all requests: asked for when first wanted, and again once it was forgotten or refused. */
export interface SharedToken {
  get(): Promise<string>;
  /** The token `used` is not given again; a newer one, which another request got meanwhile, stays. */
  forget(used: string): void;
}

export function createSharedToken(authenticate: () => Promise<string>): SharedToken {
  let asked: Promise<string> | null = null;
  let given: string | null = null;

  const ask = async () => {
    try {
      given = await authenticate();
      return given;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
  return {
    get() {
      asked ??= ask();
      return asked;
    },
    forget(used) {
      if (used !== given) return;
      given = null;
      asked = null;
    },
  };
}
