import { createServer, type IncomingMessage } from 'node:http';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';
import { listen } from '../../../bin/local/processes/ports.ts';
import { setEnvironment } from './environment.ts';

/** What an operation is asked: text where the service speaks the Query protocol, else JSON. */
type Input = Readonly<Record<string, unknown>>;

/** Answers by operation, such as `DescribeStacks`. One that throws an {@link AwsRefusal} refuses. */
export type Answers = Record<string, (input: Input) => unknown>;

/** How AWS refuses: the error's name, and its words. */
export class AwsRefusal extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A server that is all of AWS that a test needs. */
export interface Aws {
  /** What the SDK must be told to come here: in this process by {@link Aws.enter}, or a child's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Answers may change while it runs. */
  readonly answers: Answers;
  /** The operations that were asked, in order. */
  readonly asked: readonly string[];
  /** Sets this process's environment. */
  enter(): void;
  /** Puts the environment back and ends the server. */
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

/** CloudWatch, its Logs, DynamoDB, SQS and Secrets Manager ask in JSON. */
const inJson = (operation: string, body: string): Asked => ({
  operation,
  input: JSON.parse(body),
  reply: (result) => JSON.stringify(result),
  refuse: ({ name, message }) => JSON.stringify({ __type: name, message }),
});

/** CloudFormation, SNS and STS ask by a form and are answered in XML. */
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

/** Has another server answer what is asked in JSON. */
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
 * Starts it. An operation without an answer is refused, by the name that a denied one has.
 * @param endpoints other servers, by the service that `x-amz-target` names: they are asked where
 *   there is no answer here.
 */
export const startAws = async (
  answers: Answers,
  endpoints: Readonly<Record<string, string>> = {},
): Promise<Aws> => {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { operation, input, reply, refuse } = askedBy(request, body);
    asked.push(operation);
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
      response.end(reply(await answer(input)));
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

/** Answers `DescribeStacks`, from what each stack is called to its outputs and its state. */
export const stacksAnswer =
  (
    stacks: Readonly<
      Record<
        string,
        { readonly outputs: Readonly<Record<string, string>>; readonly status?: string }
      >
    >,
  ): Answers[string] =>
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
