import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** A server of one static document and one event stream, with nothing else. Leaving its `using` scope ends it. */
export interface BarePage extends Disposable {
  readonly url: string;
  /** Sends a version to all who look; the page writes it into the row at `index`. */
  show(index: number, version: string): void;
}

const SCRIPT = `<script>
  const stream = new EventSource('/stream');
  stream.onopen = () => { document.querySelector('table').ariaRowCount = document.documentElement.dataset.rows; };
  stream.onmessage = ({ data }) => {
    const { index, version } = JSON.parse(data);
    document.querySelector('tbody [data-index="' + index + '"] .c-ver').textContent = version;
  };
</script>`;

const STATIC_COPY = `(() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const styles = rules.filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText).join('\\n');
  const copy = document.documentElement.cloneNode(true);
  for (const element of copy.querySelectorAll('script, link, style')) element.remove();
  const table = copy.querySelector('table');
  copy.dataset.rows = table.ariaRowCount;
  table.ariaRowCount = null;
  copy.querySelector('head').insertAdjacentHTML('beforeend', '<style>' + styles + '</style>');
  return '<!doctype html>' + copy.outerHTML;
})()`;

/** What a page shows now as one document, without its scripts. It says how many rows there are once its stream is open. */
export function staticCopy(page: Page): Promise<string> {
  return page.evaluate(STATIC_COPY);
}

export async function serveBarePage(html: string): Promise<BarePage> {
  const readers = new Set<ServerResponse>();
  const server = http.createServer((request, response) => {
    if (request.url !== '/stream') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return response.end(html.replace('</body>', `${SCRIPT}</body>`));
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    readers.add(response);
    response.on('close', () => readers.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(index, version) {
      for (const reader of readers) reader.write(`data: ${JSON.stringify({ index, version })}\n\n`);
    },
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
