import { commandLine } from '../../webhooks/terminal/command-line.ts';
import { commandText } from '../markup/command.ts';
import { html } from '../markup/html.ts';
import { withQuery } from '../markup/links.ts';
import type { Page, Shown } from '../visit.ts';

/** The page about an id that the archive does not know, with the command that looks elsewhere too. */
export const unknownPage = (id: string, sentence: string, { target }: Shown): Page => ({
  title: 'Not found',
  status: 404,
  main: html`<div class="headline"><h1>Not found</h1></div>
<p class="lead">${sentence} If it was just sent, reload in a second.</p>
<p>Whether it waits in a queue, is a dead letter, may have been refused or was never received, shows: ${commandText(commandLine('show', { operands: [id], pipeline: target.pipeline }))}</p>
<p><a class="button" href="${withQuery('/', { text: id })}">Events whose body contains it</a> <a class="button" href="/">All events</a></p>`,
});
