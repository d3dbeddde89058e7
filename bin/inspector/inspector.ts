import { randomBytes } from 'node:crypto';
import { isFree, type PortChoice } from '../local/processes/ports.ts';
import { reachLocal } from '../webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../webhooks/pipeline/outputs.ts';
import type { Target } from '../webhooks/pipeline/target.ts';
import { limitedLog } from './limited-log.ts';
import { createCountOpen } from './pages/attention/open.ts';
import { createSentLog } from './pages/send/sent.ts';
import { type Served, servePages } from './server.ts';
import type { Shown } from './visit.ts';

/** Takes a description of an error, without any text of an event. */
type OnError = (problem: string) => void;

/** Pages that show a pipeline of this machine, and send to it. */
export interface Inspector extends Served {
  /** Shows the pipeline of these outputs, or takes new signing secrets from them. */
  show(outputs: LocalOutputs): void;
}

const disconnect = ({ dynamodb, sqs }: Target): void => {
  dynamodb.destroy();
  sqs.destroy();
};

/**
 * Serves the inspector of a local pipeline. It reads the tables as the tool does, and writes nothing:
 * what it sends is received like every webhook.
 * @param folder where the pipeline keeps its state.
 */
export const startInspector = async (
  folder: string,
  choice: PortChoice,
  onError: OnError,
): Promise<Inspector> => {
  const own = { token: randomBytes(16).toString('hex'), sent: createSentLog() };
  let shown: Shown | undefined;
  const { url, stop } = await servePages(() => shown, choice, onError);
  return {
    url,
    show: (outputs) => {
      const { webhookUrl, signingSecrets } = outputs;
      const target = shown?.target ?? reachLocal(outputs, folder);
      const countOpen = shown?.countOpen ?? createCountOpen(target);
      shown = { target, countOpen, sending: { webhookUrl, signingSecrets, ...own } };
    },
    stop: () => {
      stop();
      if (shown) disconnect(shown.target);
    },
  };
};

/** Milliseconds that a page may read the log of the ingress. */
const MAX_READING_MS = 5_000;

/** The port of an inspector that only reads, where it is free: the one after that of `npm start`. */
const READER_PORT = 7305;

/**
 * Serves an inspector that only reads: it has no form, and answers no POST.
 * @param port undefined takes {@link READER_PORT} or, where something listens there, any free one.
 */
export const startReader = async (
  target: Target,
  port: number | undefined,
  onError: OnError,
): Promise<Served> => {
  const chosen = port ?? ((await isFree(READER_PORT)) ? READER_PORT : 0);
  const choice = { port: chosen, flag: '--port' };
  const accepted = limitedLog(target.accepted, MAX_READING_MS);
  const shown: Shown = {
    target: { ...target, accepted },
    countOpen: createCountOpen(target),
    sending: undefined,
  };
  const { url, stop } = await servePages(() => shown, choice, onError);
  return {
    url,
    stop: () => {
      stop();
      disconnect(target);
    },
  };
};
