import type { Target } from '../webhooks/pipeline/target.ts';
import type { Html } from './markup/html.ts';
import type { CountOpen } from './pages/attention/open.ts';
import type { SentLog } from './pages/send/sent.ts';

/** What the form needs that sends to a pipeline on this machine. */
export interface Sending {
  readonly webhookUrl: string;
  /** The current ones by label: a rotation changes them. */
  readonly signingSecrets: Readonly<Record<string, string>>;
  /** Proves that a form comes from this inspector. */
  readonly token: string;
  readonly sent: SentLog;
}

/** What an inspector shows. */
export interface Shown {
  readonly target: Target;
  readonly countOpen: CountOpen;
  /** Undefined where the inspector only reads. */
  readonly sending: Sending | undefined;
}

/** What a page can use: the pipeline and the request. */
export interface Visit extends Shown {
  readonly query: URLSearchParams;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A page: the parts that differ from other pages. */
export interface Page {
  readonly title: string;
  /** 200 when not given. */
  readonly status?: number;
  readonly main: Html;
}

/** Sends the browser on, so that a reload repeats nothing. */
export interface Redirect {
  readonly to: string;
}
