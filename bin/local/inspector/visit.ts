import type { LocalOutputs } from '../../webhooks/target/outputs.ts';
import type { Target } from '../../webhooks/target/target.ts';
import type { Html } from './markup/html.ts';
import type { SentLog } from './pages/send/sent.ts';

/** What a page may know: of the pipeline, and of who looks at it. */
export interface Visit {
  readonly target: Target;
  /** The pipeline's as they are now: a rotation changes the signing secrets. */
  readonly outputs: LocalOutputs;
  /** What proves that a form was made here. */
  readonly token: string;
  readonly sent: SentLog;
  readonly query: URLSearchParams;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A page: what of it differs from the others. */
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
