/** A page's query as Next hands it over. */
export type PageQuery = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** Reads parameters as `URLSearchParams` does: the first value, null when absent. */
export async function readQuery(query: PageQuery): Promise<(name: string) => string | null> {
  const values = await query;
  return (name) => {
    const value = values[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
}
