// The risk service behind Node's own server: a request becomes one of the Fetch API, and its response is written back.
// `npm run example risk-service` serves it for a moment.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { handle } from './risk-service-handler.ts';
import type { AddressInfo } from 'node:net';

/** Serves this machine alone, on a port or (0) on any that is free. */
export async function listen(port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(incoming) as BodyInit);
    const headers = incoming.headers as Record<string, string>;
    const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' };
    handle(new Request(new URL(url, 'http://localhost'), init))
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(await response.text());
      })
      .catch((error: unknown) => {
        console.error(error);
        outgoing.writeHead(500).end();
      });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
