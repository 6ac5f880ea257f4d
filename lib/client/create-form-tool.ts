/** The ready tool with which an agent asks its person something: the form Runboard can show. */
import type { Tool } from "../contract/actions.ts";
import { FIELD_TYPES } from "./form-input.ts";

const text = (description: string) => ({ type: "string", description });
const number = (description: string) => ({ type: "number", description });
const flag = (description: string) => ({ type: "boolean", description });

const option = {
  type: "object",
  properties: { label: text("What the person reads"), value: text("What you get back") },
  required: ["label", "value"],
};

const field = {
  type: "object",
  properties: {
    type: { type: "string", enum: [...FIELD_TYPES], description: "How it is filled in" },
    label: text("What the field is for"),
    placeholder: text("An example of what to write"),
    defaultValue: { description: "What it is filled with at first; never for a password" },
    required: flag("Whether it must be filled in"),
    readonly: flag("Whether it is shown only"),
    disabled: flag("Whether it cannot be used"),
    min: number("The smallest number, of number and range"),
    max: number("The largest number, of number and range"),
    step: number("The distance between two numbers, of number and range"),
    minLength: number("The fewest characters"),
    maxLength: number("The most characters"),
    pattern: text("A regular expression that the whole text must match"),
    options: { type: "array", items: option, description: "The choices of select and radio" },
    multiple: flag("Whether several options may be chosen"),
    rows: number("The height of a textarea, in lines"),
    autocomplete: text("A token of HTML's autocomplete attribute"),
  },
  required: ["type", "label"],
};

export const FORM_INPUT_TOOL = {
  type: "function",
  function: {
    name: "form_input",
    description:
      "Ask the user for something that only they know or may decide, such as a login, a code or a choice. Shows them a form and waits for it to be sent. Ask for everything you need at once, and only when you cannot go on without it.",
    parameters: {
      type: "object",
      properties: {
        heading: text("What you ask for, in a few words"),
        description: text("Why you need it and what happens with it"),
        fields: { type: "array", items: field, description: "The fields, in order" },
        submitButton: {
          type: "object",
          properties: { label: text("The words on the button that sends the form") },
          required: ["label"],
        },
      },
      required: ["heading", "description", "fields", "submitButton"],
    },
  },
} satisfies Tool;
