/** The fields of a form, as the page has them and as a question asks for them. */
import type { Locator } from "playwright-core";
import { z } from "zod";
import { textOf } from "../answer-values.ts";
import { GaveUp } from "../gave-up.ts";
import type { Hand } from "../hand.ts";

const optional = z.string().optional();
const fieldSchema = z.object({
  /** In the page; not told to anybody. */
  name: z.string(),
  type: z.string(),
  label: z.string().max(200),
  required: z.boolean(),
  placeholder: optional,
  defaultValue: optional,
  min: optional,
  max: optional,
  step: optional,
  pattern: optional,
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  rows: z.number().optional(),
  multiple: z.boolean().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
});

export type FormField = z.output<typeof fieldSchema>;

/** Runs in the page. */
function collect(form: Element) {
  const said = (element: Element | null | undefined) =>
    (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const controls = Array.from(
    form.querySelectorAll<HTMLInputElement>("input, select, textarea"),
  ).filter(({ name, type }) => name && !["hidden", "submit", "button"].includes(type));
  const isFirst = (control: HTMLInputElement, at: number) =>
    control.type !== "radio" || controls.findIndex(({ name }) => name === control.name) === at;
  return controls.filter(isFirst).map((control) => {
    const given = (name: string) => control.getAttribute(name) ?? undefined;
    const length = (name: string) => (control.hasAttribute(name) ? Number(given(name)) : undefined);
    const isSwitch = control.getAttribute("role") === "switch";
    const radios = controls.filter(({ type, name }) => type === "radio" && name === control.name);
    const options =
      control.localName === "select"
        ? Array.from(control.querySelectorAll("option"), (one) => ({
            label: said(one),
            value: one.value,
          }))
        : radios.map((one) => ({ label: said(one.labels?.[0]), value: one.value }));
    const kind = control.localName === "input" ? control.type : control.localName;
    return {
      name: control.name,
      type: isSwitch ? "switch" : kind,
      label:
        control.type === "radio"
          ? said(control.closest("fieldset")?.querySelector("legend"))
          : said(control.labels?.[0]),
      required: control.required,
      placeholder: given("placeholder"),
      defaultValue: given("value"),
      min: given("min"),
      max: given("max"),
      step: given("step"),
      pattern: given("pattern"),
      minLength: length("minlength"),
      maxLength: length("maxlength"),
      rows: length("rows"),
      multiple: control.multiple || undefined,
      options: options.length > 0 ? options.filter(({ value }) => value !== "") : undefined,
    };
  });
}

/** The fields in their order; the buttons of a choice are one field. */
export const readFields = (hand: Hand, form: Locator): Promise<FormField[]> =>
  hand.read(z.array(fieldSchema), form.evaluate(collect));

const isOn = (value: unknown): boolean =>
  value === true || value === "true" || value === "on" || value === "1";

/** Types, picks or ticks what was answered; an answer the field cannot hold leaves it as it is. */
export async function fillField(
  hand: Hand,
  form: Locator,
  { name, type, options }: FormField,
  value: unknown,
): Promise<void> {
  const control = form.locator(`[name="${quoted(name)}"]`);
  if (type === "checkbox" || type === "switch") {
    return hand.set(control, isOn(value) ? "1" : "");
  }
  const texts = (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean);
  const offered = options?.map((option) => option.value);
  const taken = offered ? texts.filter((text) => offered.includes(text)) : texts;
  const [first] = taken;
  if (first === undefined) return;
  if (type === "radio") {
    return hand.set(form.locator(`[name="${quoted(name)}"][value="${quoted(first)}"]`), "1");
  }
  try {
    await hand.set(control, offered ? taken : first);
  } catch (error) {
    // Such as a word for a date: what the page says is missing is asked for again.
    if (!(error instanceof GaveUp)) throw error;
  }
}

/** For a quoted attribute value of a selector. */
function quoted(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replace(/[\n\r\f]/g, " ");
}

/** What the page finds wrong with each field, without repeating what is in it. */
export const readFaults = (hand: Hand, form: Locator): Promise<string[]> =>
  hand.read(
    z.array(z.string()),
    form.evaluate((element) =>
      Array.from(element.querySelectorAll<HTMLInputElement>(":invalid")).flatMap((control) => {
        const { validity, labels, name, willValidate } = control;
        if (!willValidate) return [];
        const label = (labels?.[0]?.textContent ?? name).replace(/\s+/g, " ").trim();
        if (validity.valueMissing) return [`${label} is missing.`];
        if (validity.rangeUnderflow || validity.rangeOverflow || validity.stepMismatch) {
          return [`${label} is out of its range or between its steps.`];
        }
        return [`${label} is not in its form.`];
      }),
    ),
  );
