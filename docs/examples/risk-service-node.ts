// The risk service behind Node's own server: a request becomes one of the Fetch API, and its response is written back.
// `npm run example risk-service` serves it for a moment.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { handle, MAXIMUM_BYTES } from './risk-service-handler.ts';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves this machine alone, on a port or (0) on any that is free. */
export async function listen(port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    requestOf(incoming)
      .then((request) => (request === null ? new Response(null, { status: 400 }) : handle(request)))
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
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Null where it is none of the Fetch API: TRACE, or an address without a host. */
async function requestOf(incoming: IncomingMessage): Promise<Request | null> {
  const { method = 'GET', url = '/' } = incoming;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    // What is too long is read to its end, or its sender would not hear the answer; it is not kept.
    if (bytes <= MAXIMUM_BYTES) chunks.push(chunk);
    bytes += chunk.length;
  }
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  const headers = incoming.headers as Record<string, string>;
  try {
    return new Request(new URL(url, 'http://localhost'), { method, headers, body });
  } catch {
    return null;
  }
}
