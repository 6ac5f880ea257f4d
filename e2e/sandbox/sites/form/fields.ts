/** The fields of the application: one of every type, some of them with rules. */

export type Field = {
  name: string;
  label: string;
  type:
    | "text"
    | "number"
    | "email"
    | "tel"
    | "url"
    | "password"
    | "date"
    | "time"
    | "datetime-local"
    | "month"
    | "week"
    | "textarea"
    | "select"
    | "checkbox"
    | "radio"
    | "switch"
    | "range";
  hint?: string;
  required?: boolean;
  min?: string;
  max?: string;
  step?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  autocomplete?: string;
  /** Value and what it is called. */
  options?: readonly (readonly [string, string])[];
  /** What it is set to before anybody has touched it. */
  preset?: string;
};

export type Group = { title: string; fields: readonly Field[] };

const DAY_MS = 86_400_000;

/** The groups of fields; what must lie ahead is counted from `now`. */
export function groupsAt(now: Date): Group[] {
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const thisMonth = now.toISOString().slice(0, 7);
  return [
    {
      title: "About you",
      fields: [
        {
          name: "full_name",
          label: "Full name",
          type: "text",
          required: true,
          minLength: 3,
          maxLength: 80,
          autocomplete: "name",
        },
        {
          name: "birthday",
          label: "Date of birth",
          type: "date",
          required: true,
          min: "1930-01-01",
          max: "2015-12-31",
          autocomplete: "bday",
        },
        {
          name: "email",
          label: "Email",
          type: "email",
          required: true,
          maxLength: 120,
          autocomplete: "email",
        },
        {
          name: "phone",
          label: "Telephone",
          type: "tel",
          hint: "Digits and blanks, such as +49 30 901820",
          pattern: "\\+?[0-9 ]{7,20}",
          maxLength: 20,
          autocomplete: "tel",
        },
        {
          name: "website",
          label: "A page about you",
          type: "url",
          hint: "If there is one",
          maxLength: 150,
          autocomplete: "url",
        },
        {
          name: "password",
          label: "Password for the boat diary",
          type: "password",
          hint: "Eight characters or more",
          required: true,
          minLength: 8,
          maxLength: 100,
          autocomplete: "new-password",
        },
      ],
    },
    {
      title: "On the water",
      fields: [
        {
          name: "years",
          label: "Years of rowing",
          type: "number",
          hint: "From 0 to 60, halves count",
          required: true,
          min: "0",
          max: "60",
          step: 0.5,
        },
        {
          name: "boat",
          label: "Favourite boat",
          type: "select",
          required: true,
          options: [
            ["single", "Single scull"],
            ["double", "Double scull"],
            ["four", "Coxed four"],
            ["eight", "Eight"],
            ["any", "Whatever floats"],
          ],
        },
        {
          name: "membership",
          label: "Membership",
          type: "radio",
          required: true,
          options: [
            ["full", "Full"],
            ["student", "Student"],
            ["friend", "Friend of the club"],
          ],
        },
        {
          name: "fitness",
          label: "How fit do you feel?",
          type: "range",
          hint: "1 is tired, 10 is unstoppable",
          min: "1",
          max: "10",
          step: 1,
          preset: "5",
        },
      ],
    },
    {
      title: "When it suits you",
      fields: [
        { name: "start", label: "Member from", type: "month", required: true, min: thisMonth },
        {
          name: "trial",
          label: "First outing",
          type: "datetime-local",
          hint: "From tomorrow on",
          required: true,
          min: `${tomorrow}T06:00`,
        },
        {
          name: "training",
          label: "Best time to train",
          type: "time",
          hint: "Between 06:00 and 21:00, every quarter of an hour",
          required: true,
          min: "06:00",
          max: "21:00",
          step: 900,
        },
        {
          name: "camp",
          label: "Week for the rowing camp",
          type: "week",
          hint: "If you would like to come",
        },
      ],
    },
    {
      title: "And finally",
      fields: [
        {
          name: "about",
          label: "Why rowing?",
          type: "textarea",
          hint: "A sentence or two, from 20 to 600 characters",
          required: true,
          minLength: 20,
          maxLength: 600,
        },
        { name: "newsletter", label: "Send me the club’s letter every month", type: "switch" },
        {
          name: "rules",
          label: "I can swim, and I have read the rules of the boathouse",
          type: "checkbox",
          required: true,
        },
      ],
    },
  ];
}
