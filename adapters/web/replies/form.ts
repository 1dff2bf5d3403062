import { html } from 'hono/html';
import type { Field, FormReply } from '../../../src/reply.ts';
import type { Html } from '../html.ts';
import { hiddenFields, type RenderContext } from './context.ts';

/** Names of a form's own fields begin so; they can't be taken for what goes along with them. */
export const fieldPrefix = 'field.';

/** A form with what is wrong with it beside each field. */
export function renderForm(reply: FormReply, context: RenderContext): Html {
  const returned = context.returned?.id === reply.id ? context.returned : undefined;
  const fields = reply.fields.map((field) => {
    const value = returned?.values[field.name] ?? field.value;
    return renderField(field, value, returned?.errors[field.name], `f${context.turn}-${context.index}`);
  });
  return html`<form class="fields" method="post" action="/submit" data-send aria-label="${reply.title}">${hiddenFields(context)}<input type="hidden" name="form" value="${reply.id}">
<h2>${reply.title}</h2>
${returned === undefined || Object.keys(returned.errors).length === 0 ? '' : html`<p class="error" role="alert">Not sent yet: look at what is marked below.</p>`}
${fields}<button class="primary">${reply.submit}</button></form>`;
}

function renderField(field: Field, value: string, error: string | undefined, form: string): Html {
  const id = `${form}-${field.name}`;
  const hint = field.hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${field.hint}</p>`;
  const fault = error === undefined ? '' : html`<p class="error" id="${id}-error">${error}</p>`;
  const about = [field.hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  const described = about.filter((one) => one !== '').join(' ');
  const optional = field.required ? '' : html` <span class="mark">(optional)</span>`;
  return html`<div class="field"><label for="${id}">${field.label}${optional}</label>${hint}${control(field, id, value, described, error !== undefined)}${fault}</div>`;
}

function control(field: Field, id: string, value: string, described: string, isWrong: boolean): Html {
  const shared = html`id="${id}" name="${fieldPrefix}${field.name}"${field.required ? html` required` : ''}${described === '' ? '' : html` aria-describedby="${described}"`}${isWrong ? html` aria-invalid="true"` : ''}`;
  switch (field.type) {
    case 'line':
    case 'people':
      return html`<input type="text" ${shared} maxlength="${field.maxLength}" value="${value}" autocomplete="off">`;
    case 'text':
      return html`<textarea rows="4" ${shared} maxlength="${field.maxLength}">${'\n'}${value}</textarea>`;
    case 'date':
      return html`<input type="date" ${shared} value="${value}">`;
    case 'choice':
      return html`<select ${shared}>${choices(field, value)}</select>`;
  }
}

function choices({ options = [], required }: Field, value: string): Html {
  const none = required ? '' : html`<option value=""></option>`;
  return html`${none}${options.map((option) => html`<option value="${option.value}"${option.value === value ? html` selected` : ''}>${option.label}</option>`)}`;
}
