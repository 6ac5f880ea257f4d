/** The controls of the fields. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import type { Field } from "./fields.ts";

const attribute = (name: string, value: string | number | undefined): Html | false =>
  value !== undefined && html` ${name}="${value}"`;

const rules = ({
  required,
  min,
  max,
  step,
  pattern,
  minLength,
  maxLength,
  autocomplete,
}: Field) => [
  required && html` required`,
  attribute("min", min),
  attribute("max", max),
  attribute("step", step),
  attribute("pattern", pattern),
  attribute("minlength", minLength),
  attribute("maxlength", maxLength),
  attribute("autocomplete", autocomplete),
];

const describedBy = ({ name, hint }: Field, problem: string | undefined): Html | false => {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(problem ? [`${name}-problem`] : [])];
  return ids.length > 0 && html` aria-describedby="${ids.join(" ")}"`;
};

const beside = ({ name, hint }: Field, problem: string | undefined): Html =>
  html`${hint && html`<span class="hint" id="${name}-hint">${hint}</span>`}${problem && html`<span class="problem" id="${name}-problem">${problem}</span>`}`;

function input(field: Field, value: string, rest: Html): Html {
  const { name, type, options = [], required } = field;
  if (type === "textarea")
    return html`<textarea id="${name}" name="${name}" rows="4"${rest}>${value}</textarea>`;
  if (type === "select") {
    return html`<select id="${name}" name="${name}"${rest}><option value="">Please choose</option>${options.map(
      ([option, title]) =>
        html`<option value="${option}"${option === value && html` selected`}>${title}</option>`,
    )}</select>`;
  }
  if (type === "radio") {
    return html`<span class="choices">${options.map(
      ([option, title]) =>
        html`<span class="choice"><input type="radio" id="${name}-${option}" name="${name}" value="${option}"${required && html` required`}${option === value && html` checked`}><label for="${name}-${option}">${title}</label></span>`,
    )}</span>`;
  }
  return html`<input type="${type}" id="${name}" name="${name}" value="${type === "password" ? "" : value}"${rest}>`;
}

/** One field with its label, its hint and what was wrong with it. */
export function control(field: Field, value: string, problem: string | undefined): Html {
  const { name, label, type, required } = field;
  const invalid = problem && html` aria-invalid="true"`;
  const rest = html`${rules(field)}${describedBy(field, problem)}${invalid}`;
  const title = html`${label}${required && html` <span class="must" aria-hidden="true">*</span>`}`;
  if (type === "checkbox" || type === "switch") {
    const role = type === "switch" && html` role="switch"`;
    return html`<div class="field ticked ${type}"><input type="checkbox"${role} id="${name}" name="${name}" value="yes"${value !== "" && html` checked`}${rest}><label for="${name}">${title}</label>${beside(field, problem)}</div>`;
  }
  if (type === "radio") {
    return html`<fieldset class="field radio"${describedBy(field, problem)}><legend>${title}</legend>${input(field, value, rest)}${beside(field, problem)}</fieldset>`;
  }
  return html`<div class="field ${type}"><label for="${name}">${title}</label>${input(field, value, rest)}${beside(field, problem)}</div>`;
}
