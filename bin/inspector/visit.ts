import type { LocalOutputs } from '../webhooks/pipeline/outputs.ts';
import type { Target } from '../webhooks/pipeline/target.ts';
import type { Html } from './markup/html.ts';
import type { SentLog } from './pages/send/sent.ts';

/** What a page can use: the pipeline and the request. */
export interface Visit {
  readonly target: Target;
  /** The pipeline's current outputs: a rotation changes the signing secrets. */
  readonly outputs: LocalOutputs;
  /** Proves that a form comes from this inspector. */
  readonly token: string;
  readonly sent: SentLog;
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
