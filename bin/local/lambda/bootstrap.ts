/**
 * The process that a function runs in: asks the runtime API for events and gives them to the
 * handler. It imports nothing of the project, because it replaces Lambda's own runtime.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import { existsSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { env, exit, stdin } from 'node:process';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const runtime = `http://${env['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true });

// The runner holds the other end: when it dies, even by kill -9, this process exits.
stdin.on('close', () => exit()).resume();
stdin.unref();

const call = (path: string, body?: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    request(`${runtime}${path}`, { method, agent }, resolve).on('error', reject).end(body);
  });

const report = async (path: string, body: string): Promise<void> => {
  (await call(path, body)).resume();
};

const described = (error: unknown): string => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const trace = stack?.split('\n') ?? [];
  return JSON.stringify({ errorType: name, errorMessage: message, stackTrace: trace });
};

const loadHandler = async () => {
  const [module = '', name = ''] = (env['_HANDLER'] ?? '').split(/\.(?=\w+$)/);
  const root = env['LAMBDA_TASK_ROOT'] ?? '.';
  const file = ['.js', '.mjs', '.cjs']
    .map((extension) => join(root, `${module}${extension}`))
    .find(existsSync);
  if (file === undefined) throw new Error(`${root} has no module ${module}`);
  const handler: unknown = (await import(pathToFileURL(file).href))[name];
  if (typeof handler !== 'function') throw new Error(`${file} exports no function ${name}`);
  return handler;
};

const contextOf = (requestId: string, deadline: number, arn: string) => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
  functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  invokedFunctionArn: arn,
  logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
  logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
  memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
});

const handler = await loadHandler().catch(async (error) => {
  await report('/init/error', described(error));
  exit(1);
});

for (;;) {
  const invocation = await call('/invocation/next');
  const header = (name: string) => String(invocation.headers[`lambda-runtime-${name}`] ?? '');
  const id = header('aws-request-id');
  const event = JSON.parse(await text(invocation));
  const context = contextOf(id, Number(header('deadline-ms')), header('invoked-function-arn'));
  try {
    const result: unknown = await handler(event, context);
    await report(`/invocation/${id}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    await report(`/invocation/${id}/error`, described(error));
  }
}
