/** What the demo's runs found. */
const HOUR = 3_600_000;

/** The day this many days from now, as `YYYY-MM-DD`: the demo never looks old. */
const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 24 * HOUR).toISOString().slice(0, 10);

const invoice = (number: string, ahead: number, amount: number, currency: string) => ({
  invoice: number,
  date: day(ahead),
  amount,
  currency,
  status: "done",
});

export const invoices = [
  invoice("NT-20311", -24, 1284.5, "CHF"),
  invoice("NT-20318", -17, 312, "CHF"),
  invoice("NT-20327", -3, 98.4, "EUR"),
].map((row, index) => ({ ...row, rowId: index + 1 }));

const vacancy = (
  company: string,
  title: string,
  place: string,
  from: number,
  to: number,
  skills: string[],
) => ({
  company,
  title,
  place,
  salary: { from, to, currency: "CHF" },
  skills,
  url: `https://jobs.example/${encodeURIComponent(title.toLowerCase().replaceAll(" ", "-"))}`,
  status: "done",
});

export const vacancies = [
  vacancy("Helvetic Rail", "Platform engineer", "Bern", 98_000, 124_000, ["Kubernetes", "Go"]),
  vacancy("Helvetic Rail", "Data analyst", "Olten", 86_000, 104_000, ["SQL", "Python"]),
  vacancy("Alpentech", "Frontend developer", "Zurich", 95_000, 118_000, ["TypeScript", "React"]),
  vacancy("Alpentech", "Test engineer", "Zurich", 90_000, 110_000, ["Playwright"]),
  vacancy("Lakeside Foods", "Shift lead", "Rorschach", 72_000, 84_000, ["German", "HACCP"]),
  vacancy("Lakeside Foods", "Procurement manager", "St. Gallen", 99_000, 121_000, ["SAP"]),
  vacancy("Bergmann Tools", "Service technician", "Chur", 70_000, 88_000, ["Driving licence B"]),
  vacancy("Bergmann Tools", "Export clerk", "Landquart", 66_000, 79_000, ["French", "Customs"]),
  vacancy("Solis Energy", "Project lead heat pumps", "Basel", 105_000, 131_000, ["HVAC"]),
].map((row, index) => ({ ...row, rowId: index + 1 }));

export const hotels = [
  { hotel: "Hotel am Gleis", night: 149, walkMinutes: 9, breakfast: true, rating: 4.3, rowId: 1 },
  { hotel: "Messe Inn", night: 172, walkMinutes: 4, breakfast: true, rating: 4.0, rowId: 2 },
  { hotel: "Pension Rosa", night: 118, walkMinutes: 17, breakfast: false, rating: 4.6, rowId: 3 },
];

export const hotelReport = `## Three hotels under € 180

**Hotel am Gleis** is the best mix of price and distance.

| Hotel | Night | Walk |
|---|---:|---:|
| Hotel am Gleis | € 149 | 9 min |
| Messe Inn | € 172 | 4 min |
| Pension Rosa | € 118 | 17 min |

- All three can be cancelled until two days before.
- Pension Rosa has *no* lift.
`;

export const shelf = [
  { category: "Coffee", ours: 7, places: 48, share: "15 %", rowId: 1 },
  { category: "Tea", ours: 12, places: 36, share: "33 %", rowId: 2 },
  { category: "Cocoa", ours: 3, places: 11, share: "27 %", rowId: 3 },
];

export const flights = [
  { day: day(17), airline: "TAP", departs: "07:05", price: 142, currency: "CHF", rowId: 1 },
  { day: day(17), airline: "SWISS", departs: "12:10", price: 187, currency: "CHF", rowId: 2 },
  { day: day(18), airline: "easyJet", departs: "18:45", price: 96, currency: "CHF", rowId: 3 },
];
