import type { FieldValue } from "@/lib/client/answer-values";
import type { FormField } from "@/lib/client/form-input";

/** What makes a field one to fill in. */
export type FieldEdit = {
  value: FieldValue;
  problem: string | null;
  /** @param isUnreadable whether the browser holds something that is no value of the field's type */
  onChange: (index: number, value: FieldValue, isUnreadable: boolean) => void;
};

/** What all ways to draw a field are given. */
export type FieldProps = {
  id: string;
  field: FormField;
  value: FieldValue;
  /** Undefined where the question is only shown. */
  edit: FieldEdit | undefined;
  isDisabled: boolean;
  /** The ids of its rules and of what is wrong with it. */
  describedBy: string;
};
