/** Today's weather: three articles, and a week that is foretold from the calendar. */
import { articlesOf } from "./article.ts";

export const WEATHER = articlesOf("weather", [
  [
    "fog-until-noon",
    "clouds",
    "Amara Lowen",
    "Fog over the river until noon, then a gentle afternoon",
    "The ferries keep to their timetable, with their horns.",
    "A cushion of cold air lies on the river this morning, and the fog in it will be slow to leave. By noon it should have lifted everywhere but in the Upper Tarn.",
    "The afternoon will be mild with hardly any wind. Ferries run as usual; whoever lives by the water will have heard them.",
  ],
  [
    "first-frost-early",
    "mountains",
    "Piet Lindqvar",
    "First frost on the Karsk, nine days early",
    "Gardeners in the upper villages have brought in the last of the pears.",
    "The thermometer at the Karsk hut fell to two degrees below zero during the night, nine days earlier than in most years.",
    "In the villages there was rime on the roofs until eight. The weather service does not take it for the sign of a hard winter, nor of a mild one.",
  ],
  [
    "rain-gauge-record",
    "clouds",
    "Jonna Reth",
    "A schoolyard’s rain gauge turns one hundred",
    "Every morning a child has read it. Two days are missing.",
    "The rain gauge in the yard of the school at Upper Fen has been read every morning for a hundred years, by whoever was in the fourth class.",
    "Only two days are missing, both after the harvest dance. The figures are so good that the weather service has used them to put its own right.",
  ],
]);

const SKIES = ["Sunny", "Fair", "Cloudy", "Showers", "Rain", "Windy", "Fog then sun"] as const;

export type Day = {
  date: Date;
  sky: (typeof SKIES)[number];
  highC: number;
  lowC: number;
  rainPercent: number;
  windKmh: number;
};

/** Seven days from `now`; the same date is always told alike. */
export const weekFrom = (now: Date): Day[] =>
  [0, 1, 2, 3, 4, 5, 6].map((ahead) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, 12);
    const seed = date.getDate() * 31 + date.getMonth() * 17;
    const sky = SKIES[seed % SKIES.length] ?? "Fair";
    const highC = 9 + (seed % 8);
    const wet = sky === "Rain" || sky === "Showers";
    return {
      date,
      sky,
      highC,
      lowC: highC - 4 - (seed % 4),
      rainPercent: wet ? 60 + (seed % 4) * 10 : (seed % 4) * 5,
      windKmh: (sky === "Windy" ? 42 : 6) + (seed % 11),
    };
  });
