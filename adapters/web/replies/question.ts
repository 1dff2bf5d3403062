import { html } from 'hono/html';
import type { QuestionReply } from '../../../src/reply.ts';
import { bullets, counted, type Html, richText, unfold } from '../html.ts';
import { choiceButton, hiddenFields, type RenderContext, renderChoices } from './context.ts';

/** A question of a walk, with what was understood so far and how a team has voted. */
export function renderQuestion(reply: QuestionReply, context: RenderContext): Html {
  return html`<p class="topic">${reply.topic}</p>
<form method="post" action="/choose" class="question" data-send${several(reply)}>${hiddenFields(context)}
<fieldset><legend>${richText(reply.prompt)}</legend>${options(reply)}</fieldset></form>
${renderTally(reply.tally)}
${renderChoices(reply.choices, context)}
${renderTold(reply.told)}`;
}

/** The script keeps to the number that can be chosen. */
function several({ most }: QuestionReply): Html | string {
  return most > 1 ? html` data-most="${most}"` : '';
}

function options({ options: all, most }: QuestionReply): Html {
  if (most <= 1) return html`<div class="options">${all.map(choiceButton)}</div>`;
  const boxes = all.map(
    ({ id, label }) =>
      html`<label class="option"><input type="checkbox" name="choice" value="${id}"> <span>${label}</span></label>`,
  );
  return html`<p class="hint">Up to ${most}.</p><div class="boxes">${boxes}</div><button class="primary">Choose</button>`;
}

/** What was said before, to be unfolded. */
export function renderTold(told: readonly string[]): Html | string {
  if (told.length === 0) return '';
  return unfold(`Understood so far: ${counted(told.length, 'answer')}`, bullets(told, richText));
}

function renderTally(tally: QuestionReply['tally']): Html | string {
  if (tally === undefined) return '';
  if (tally.length === 0) return html`<p class="hint">No votes yet.</p>`;
  const votes = tally.map(
    ({ option, people }) =>
      html`<li><strong>${option}</strong> ${counted(people.length, 'vote')}: ${people.join(', ')}</li>`,
  );
  return html`<section class="tally"><h2>Votes</h2><ul>${votes}</ul></section>`;
}
