// A risk service as one function from a request to its response: POST /hedge takes a book, prices and a policy, and answers
// with betas, exposures, a decision and its order; GET /openapi.json says in which shapes.
// `npm run example risk-service` serves it by Node; Deno and Bun take it as it is: `Deno.serve(handle)`.
import { isBetahedgeError } from 'betahedge';
import { readHedgeRequest, RefusedPart } from './risk-service-body.ts';
import { hedgeOf } from './risk-service-hedge.ts';
import { openApi } from './risk-service-openapi.ts';

/** No body has more bytes. */
export const MAXIMUM_BYTES = 1_000_000;

/** What is wrong with a request, as RFC 9457 has it. */
class Problem extends Error {
  readonly status: number;
  readonly members: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, title: string, members: object = {}, headers: Problem['headers'] = {}) {
    super(title);
    this.status = status;
    this.members = members;
    this.headers = headers;
  }
}

/** Answers a request. What it throws is a fault of the service, which its server logs and answers with 500. */
export async function handle(request: Request): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    const allow = METHODS.get(pathname);
    if (allow === undefined) throw new Problem(404, 'There are /hedge and /openapi.json');
    if (!allow.split(', ').includes(request.method))
      throw new Problem(405, `${pathname} is asked by ${allow}`, {}, { allow });
    if (pathname === '/openapi.json') return answer(openApi);
    return answer(hedgeOf(readHedgeRequest(await readBody(request))));
  } catch (error) {
    return responseTo(error);
  }
}

const METHODS = new Map([
  ['/hedge', 'POST'],
  ['/openapi.json', 'GET, HEAD'],
]);

function answer(body: object): Response {
  // Response.json would name another type in Bun.
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
}

/** A refusal of the library is the request's fault: 422, with the field, what was expected and what came. */
function responseTo(error: unknown): Response {
  if (isBetahedgeError(error)) {
    const { code, path, expected, received, message } = error;
    const about = { type: `urn:betahedge:error:${code}`, detail: message, code, path, expected, received };
    const members = error instanceof RefusedPart ? { ...about, errors: error.issues } : about;
    return responseTo(new Problem(422, 'No hedge follows from this body', members));
  }
  if (!(error instanceof Problem)) throw error;
  const { status, message: title, members } = error;
  const headers = { 'content-type': 'application/problem+json', ...error.headers };
  return new Response(JSON.stringify({ title, status, ...members }), { status, headers });
}

/** The body; no more of it is read than is taken. */
async function readBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new Problem(415, 'A body is application/json');
  const tooLong = new Problem(413, `A body has at most ${MAXIMUM_BYTES} bytes`);
  if (Number(request.headers.get('content-length')) > MAXIMUM_BYTES) throw tooLong;
  const reader = request.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > MAXIMUM_BYTES) throw tooLong;
    parts.push(part.value);
  }
  const body = parse(await new Blob(parts).arrayBuffer());
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new Problem(400, 'A body is a JSON object');
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    // A name whose bytes are none of UTF-8 is not read as another.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Problem(400, 'A body is JSON, in UTF-8', { detail: String(error) });
  }
}
