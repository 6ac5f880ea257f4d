/** Illustrations of articles: a few landscapes in a few colours. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import type { Article, Scene } from "./article.ts";

/** From the sky to the ground, and one to draw the eye. */
type Palette = readonly [sky: string, far: string, near: string, ground: string, eye: string];

const PALETTES: readonly Palette[] = [
  ["#f3e2cf", "#d9a679", "#a8623f", "#5b3325", "#c8402c"],
  ["#dbe6ea", "#9fbac6", "#5d8496", "#24424f", "#e0a13c"],
  ["#ece4ef", "#b9a6c9", "#75608f", "#382a4a", "#e8825a"],
  ["#e6ecdc", "#adc09a", "#6c8a61", "#2f4a37", "#d8582f"],
];

const NIGHT: Palette = ["#1c2340", "#35406e", "#232b50", "#11152b", "#f2c879"];

const SCENES: Record<Scene, (colours: Palette) => Html> = {
  harbour: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="450" cy="118" r="46" fill="${eye}"/>
<path d="M0 190h90v-44h40v44h46v-70l22-18 22 18v70h60v-30h54v30h266v60h-600z" fill="${far}"/><rect y="214" width="600" height="126" fill="${near}"/>
<path d="M404 232h92M420 250h60M436 268h28" stroke="${eye}" stroke-width="5" stroke-linecap="round" opacity=".7"/>
<path d="M96 262h214l-30 42h-150z" fill="${ground}"/><path d="M196 254v-150l88 132h-80zM188 254v-112l-66 96h58z" fill="#fff" opacity=".92"/><path d="M0 322q50-14 100 0t100 0 100 0 100 0 100 0 100 0v18h-600z" fill="${ground}" opacity=".5"/>`,
  mountains: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="150" cy="92" r="36" fill="${eye}"/>
<path d="M-20 300l160-150 70 54 130-154 120 128 60-46 130 168z" fill="${far}"/><path d="M340 50l52 56-26 18-20-14-24 22-22-34zM140 150l30 24-24 16-18-10-12 4z" fill="#fff" opacity=".85"/>
<path d="M-20 340l170-100 110 50 150-90 220 140z" fill="${near}"/><path d="M-20 340c160-60 300-10 420-30s160-20 220-10v40z" fill="${ground}"/>
<path d="M96 316l14-40 14 40zM122 320l18-52 18 52zM470 318l14-40 14 40z" fill="${ground}"/>`,
  city: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="300" cy="150" r="78" fill="${eye}" opacity=".85"/>
<path d="M0 340v-150h60v-40h56v70h40v-110h62v90h50v-130l34-30 34 30v130h56v-70h60v50h44v-84h54v64h50v180z" fill="${far}"/>
<path d="M0 340v-90h84v-46h66v66h70v-90h76v70h64v-40h78v66h54v-60h108v124z" fill="${near}"/><path d="M0 340v-34h600v34z" fill="${ground}"/>
<path d="M98 226h12M122 226h12M98 246h12M240 206h12M268 206h12M240 228h12M268 228h12M380 256h12M410 256h12M520 272h12M550 272h12" stroke="${sky}" stroke-width="10" opacity=".8"/>`,
  bars: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><path d="M60 70h480M60 130h480M60 190h480M60 250h480" stroke="${far}" stroke-width="2" opacity=".6"/>
<path d="M80 230h54v70h-54zM168 200h54v100h-54zM256 214h54v86h-54zM344 160h54v140h-54zM432 108h54v192h-54z" fill="${near}"/><path d="M432 108h54v192h-54z" fill="${eye}"/>
<path d="M60 300h480" stroke="${ground}" stroke-width="6" stroke-linecap="round"/><path d="M106 196l88-34 88 18 88-62 88-48" fill="none" stroke="${ground}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/><circle cx="458" cy="70" r="12" fill="${ground}"/>`,
  stars:
    () => html`<rect width="600" height="340" fill="${NIGHT[0]}"/><path d="M-20 120c180-110 380-60 640-140v120c-240 60-420 40-640 160z" fill="${NIGHT[1]}" opacity=".55"/>
<path d="M70 60h.1M130 120h.1M210 44h.1M260 96h.1M330 60h.1M390 130h.1M450 70h.1M520 110h.1M560 40h.1M180 160h.1M480 170h.1M40 170h.1M310 150h.1" stroke="#fff" stroke-width="6" stroke-linecap="round"/><path d="M100 90h.1M290 40h.1M420 30h.1M540 160h.1M230 130h.1" stroke="${NIGHT[4]}" stroke-width="9" stroke-linecap="round"/>
<path d="M0 300q150-70 300-30t300-20v90h-600z" fill="${NIGHT[2]}"/><path d="M0 326q200-40 600-16v30h-600z" fill="${NIGHT[3]}"/>
<g transform="translate(300 214) rotate(-24)"><path d="M-50 0a52 52 0 0 0 104 0z" fill="#e9e4d8"/><path d="M2 0v-40" stroke="#e9e4d8" stroke-width="5"/><circle cx="2" cy="-44" r="7" fill="${NIGHT[4]}"/></g><path d="M316 258l-26 56h60z" fill="#b9b2a4"/>`,
  planet:
    () => html`<rect width="600" height="340" fill="${NIGHT[3]}"/><path d="M80 60h.1M150 250h.1M220 90h.1M480 60h.1M540 210h.1M60 190h.1M420 290h.1M520 130h.1" stroke="#fff" stroke-width="5" stroke-linecap="round"/>
<path d="M60 40l250 120-24 34z" fill="${NIGHT[4]}" opacity=".25"/><path d="M140 92l170 70-20 30z" fill="${NIGHT[4]}" opacity=".5"/><circle cx="306" cy="178" r="26" fill="${NIGHT[4]}"/><circle cx="298" cy="170" r="10" fill="#fff" opacity=".7"/>
<circle cx="520" cy="330" r="120" fill="${NIGHT[1]}"/><path d="M410 300a120 120 0 0 1 220-10c-80 30-150 30-220 10z" fill="#fff" opacity=".08"/>`,
  track: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><path d="M0 120h600v60h-600z" fill="${far}"/><path d="M20 134h.1M60 150h.1M104 136h.1M150 152h.1M196 134h.1M244 150h.1M290 136h.1M336 152h.1M384 134h.1M430 150h.1M476 136h.1M520 152h.1M566 134h.1" stroke="${ground}" stroke-width="16" stroke-linecap="round" opacity=".45"/>
<path d="M0 180h600v160h-600z" fill="${eye}"/><path d="M300 180l-340 160M300 180l-160 160M300 180l10 160M300 180l180 160M300 180l360 160" stroke="#fff" stroke-width="5" opacity=".75"/>
<g stroke="${ground}" stroke-width="15" stroke-linecap="round" stroke-linejoin="round" fill="none"><path d="M300 160l-8 62 34 30-6 46M292 222l-30 40-40 8M304 168l34 26 26-16M298 166l-34 22-4 32"/></g><circle cx="310" cy="132" r="19" fill="${ground}"/><path d="M290 160h26l-10 64h-24z" fill="${near}"/>`,
  lake: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="410" cy="150" r="54" fill="${eye}"/><path d="M0 190c80-60 160-70 240-20s200 20 360-50v80h-600z" fill="${far}"/>
<rect y="190" width="600" height="150" fill="${near}"/><path d="M370 206h80M384 222h54M396 238h30" stroke="${eye}" stroke-width="6" stroke-linecap="round" opacity=".75"/>
<path d="M60 276h380q-14 18-40 18h-296q-32 0-44-18z" fill="${ground}"/><path d="M130 238l70 64M210 238l70 64M290 238l70 64" stroke="${sky}" stroke-width="5" stroke-linecap="round"/><g fill="${ground}"><circle cx="130" cy="238" r="11"/><circle cx="210" cy="238" r="11"/><circle cx="290" cy="238" r="11"/><path d="M116 276q0-26 14-26t14 26zM196 276q0-26 14-26t14 26zM276 276q0-26 14-26t14 26z"/></g>
<path d="M20 320h120M220 330h160M440 316h120" stroke="${sky}" stroke-width="4" stroke-linecap="round" opacity=".5"/>`,
  field: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="470" cy="90" r="42" fill="${eye}"/><path d="M0 180q150-70 320-20t280-30v210h-600z" fill="${far}"/>
<path d="M0 220q180-50 600-10v130h-600z" fill="${near}"/><path d="M300 214l-340 126h90zM300 214l-180 126h70zM300 214l-30 126h60zM300 214l110 126h70zM300 214l260 126h90z" fill="${ground}" opacity=".6"/>
<path d="M120 200v-58" stroke="${ground}" stroke-width="8"/><circle cx="120" cy="120" r="36" fill="${ground}"/><path d="M420 192h64v-36l-32-24-32 24z" fill="#fff" opacity=".85"/><path d="M412 160l40-32 40 32" fill="none" stroke="${eye}" stroke-width="8"/>`,
  train: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><path d="M-20 260l150-150 100 90 130-120 260 180z" fill="${far}"/><path d="M0 250q160-50 320-20t280-10v120h-600z" fill="${near}"/>
<path d="M0 292h600" stroke="${ground}" stroke-width="7"/><path d="M0 306h600" stroke="${ground}" stroke-width="12" stroke-dasharray="16 18" opacity=".6"/>
<path d="M40 206h150v74h-150zM200 206h150v74h-150zM360 206h120q64 0 76 74h-196z" fill="${eye}"/><path d="M40 206h150v12h-150zM200 206h150v12h-150zM360 206h120q24 0 40 12h-160z" fill="${ground}" opacity=".35"/>
<path d="M56 230h26v22h-26zM94 230h26v22h-26zM132 230h26v22h-26zM216 230h26v22h-26zM254 230h26v22h-26zM292 230h26v22h-26zM376 230h26v22h-26zM414 230h26v22h-26zM470 230h34q16 6 22 22h-56z" fill="#fff7e0"/>
<g fill="${ground}"><circle cx="70" cy="284" r="11"/><circle cx="160" cy="284" r="11"/><circle cx="230" cy="284" r="11"/><circle cx="320" cy="284" r="11"/><circle cx="390" cy="284" r="11"/><circle cx="520" cy="284" r="11"/></g>`,
  clouds: ([
    sky,
    far,
    near,
    ground,
    eye,
  ]) => html`<rect width="600" height="340" fill="${sky}"/><circle cx="390" cy="130" r="74" fill="${eye}"/><path d="M120 210c-50 0-60-66-4-70 6-60 92-66 110-16 40-22 90 6 84 46 50-4 56 40 14 40z" fill="#fff"/>
<path d="M320 262c-36 0-44-48-4-52 4-44 70-50 84-12 30-16 70 4 64 36 40-4 44 28 12 28z" fill="#fff" opacity=".85"/><path d="M0 292q150-40 300-10t300-14v72h-600z" fill="${far}"/><path d="M0 318q200-34 600-4v26h-600z" fill="${near}"/><path d="M150 226l-10 22M190 226l-10 22M230 226l-10 22" stroke="${ground}" stroke-width="6" stroke-linecap="round" opacity=".6"/>`,
};

/** The illustration of an article; it tells nothing that the words do not. */
export function sceneOf({ scene, slug }: Article): Html {
  const palette = PALETTES[slug.length % PALETTES.length] ?? NIGHT;
  return html`<svg class="scene" viewBox="0 0 600 340" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${SCENES[scene](palette)}</svg>`;
}
