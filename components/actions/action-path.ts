/** Address of an action's own page. */
export function actionPath(id: string): string {
  return `/actions/${encodeURIComponent(id)}`;
}
