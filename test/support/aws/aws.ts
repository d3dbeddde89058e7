import { createServer, type IncomingMessage } from 'node:http';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';
import { listen } from '../../../bin/local/processes/ports.ts';
import { setEnvironment } from './environment.ts';

/** The input of an operation: texts for services of the Query protocol, otherwise JSON. */
type Input = Readonly<Record<string, unknown>>;

/**
 * Answers by operation, such as `DescribeStacks`, to the access key that signed the request. One that
 * throws an {@link AwsRefusal} refuses.
 */
export type Answers = Record<string, (input: Input, accessKey: string) => unknown>;

/** A refusal of AWS, by the name and message of its error. */
export class AwsRefusal extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A request as it was signed. */
interface SignedRequest {
  readonly accessKey: string;
  /** By its name in signatures: `monitoring` is CloudWatch. */
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
}

/** A server that answers for the services of AWS. */
export interface Aws {
  /** The environment that sends the SDK here: this process gets it by {@link Aws.enter}. */
  readonly environment: Readonly<Record<string, string>>;
  /** A test may change answers at any time. */
  readonly answers: Answers;
  /** The operations that were called, in order. */
  readonly asked: readonly string[];
  /** The same with who called, what was called, and with what. */
  readonly requests: readonly SignedRequest[];
  /** Sets the environment of this process. */
  enter(): void;
  /** Restores the environment and stops the server. */
  stop(): Promise<void>;
}

const escaped = (value: unknown): string =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xmlOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return value.map((entry) => `<member>${xmlOf(entry)}</member>`).join('');
  if (typeof value !== 'object') return escaped(value);
  return Object.entries(value)
    .map(([name, entry]) => (entry === undefined ? '' : `<${name}>${xmlOf(entry)}</${name}>`))
    .join('');
};

interface Asked {
  readonly operation: string;
  readonly input: Input;
  readonly reply: (result: unknown) => string;
  readonly refuse: (refusal: AwsRefusal) => string;
}

/** CloudWatch, CloudWatch Logs, DynamoDB, SQS and Secrets Manager speak JSON. */
const inJson = (operation: string, body: string): Asked => ({
  operation,
  input: JSON.parse(body),
  reply: (result) => JSON.stringify(result),
  refuse: ({ name, message }) => JSON.stringify({ __type: name, message }),
});

/** CloudFormation, SNS and STS send forms and get XML. */
const inQuery = (body: string): Asked => {
  const input = Object.fromEntries(new URLSearchParams(body));
  const operation = input['Action'] ?? '';
  return {
    operation,
    input,
    reply: (result) =>
      `<${operation}Response><${operation}Result>${xmlOf(result)}</${operation}Result></${operation}Response>`,
    refuse: ({ name, message }) =>
      `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
  };
};

const askedBy = (request: IncomingMessage, body: string): Asked => {
  const target = request.headers['x-amz-target'];
  return target === undefined
    ? inQuery(body)
    : inJson(String(target).split('.').at(-1) ?? '', body);
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
const signatureOf = ({ headers: { authorization = '' } }: IncomingMessage) => {
  const [, accessKey = '', service = ''] =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)/.exec(authorization) ?? [];
  return { accessKey, service };
};

/** Forwards a JSON request to another server. */
const forward = async (request: IncomingMessage, body: string, endpoint: string) => {
  const { host: _host, ...headers } = request.headers;
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(entries),
    body,
  });
  return { status: answer.status, text: await answer.text() };
};

/**
 * Starts the server. An operation without an answer is refused with AccessDenied.
 * @param endpoints servers that get the operations without an answer, by the service that
 *   `x-amz-target` names.
 */
export const startAws = async (
  answers: Answers,
  endpoints: Readonly<Record<string, string>> = {},
): Promise<Aws> => {
  const asked: string[] = [];
  const requests: SignedRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { operation, input, reply, refuse } = askedBy(request, body);
    const signature = signatureOf(request);
    asked.push(operation);
    requests.push({ ...signature, operation, input });
    const service = String(request.headers['x-amz-target']).replace(/[._].*$/, '');
    const endpoint = endpoints[service];
    if (endpoint !== undefined && !answers[operation]) {
      const answer = await forward(request, body, endpoint);
      response.writeHead(answer.status).end(answer.text);
      return;
    }
    try {
      const answer = answers[operation];
      if (!answer) throw new AwsRefusal('AccessDenied', `No answer to ${operation} here.`);
      response.end(reply(await answer(input, signature.accessKey)));
    } catch (error) {
      if (!(error instanceof AwsRefusal)) throw error;
      response.writeHead(400).end(refuse(error));
    }
  });
  const port = await listen(server, { port: 0, flag: '' });
  const environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
  let leave = () => {};
  return {
    environment,
    answers,
    asked,
    requests,
    enter: () => {
      leave = setEnvironment(environment);
    },
    stop: async () => {
      leave();
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Answers `DescribeStacks`. @param stacks the outputs and state of each stack by its name. */
export const stacksAnswer =
  (
    stacks: Readonly<
      Record<
        string,
        { readonly outputs: Readonly<Record<string, string>>; readonly status?: string }
      >
    >,
  ): ((input: Input) => unknown) =>
  ({ StackName }) => {
    const stack = stacks[String(StackName)];
    if (!stack)
      throw new AwsRefusal('ValidationError', `Stack with id ${StackName} does not exist`);
    return {
      Stacks: [
        {
          StackName,
          CreationTime: new Date(0),
          StackStatus: stack.status ?? 'UPDATE_COMPLETE',
          Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({
            OutputKey,
            OutputValue,
          })),
        },
      ],
    };
  };
