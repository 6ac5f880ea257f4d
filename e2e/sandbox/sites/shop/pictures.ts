/** Pictures of the products, drawn from a few shapes in the product's colours. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import type { Picture, Product } from "./product.ts";

type Draw = (main: string, accent: string) => Html;

const SHADE = "#1d2433";

const shadow = (cx: number, cy: number, rx: number): Html =>
  html`<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="8" fill="${SHADE}" opacity=".13"/>`;

const spiral = (colour: string): Html =>
  html`<path d="M0 0c3-5 11-2 10 5s-12 11-19 5-7-20 4-25 26 2 26 17-14 25-28 22" fill="none" stroke="${colour}" stroke-width="2.4" stroke-linecap="round"/>`;

const hexEnd = (x: number, main: string): Html => html`
<path d="M${x} 66h26l12 14v40l-12 14h-26l-12-14v-40z" fill="${main}"/>
<path d="M${x} 66h26l12 14h-50z" fill="#fff" opacity=".2"/><path d="M${x - 12} 120h50l-12 14h-26z" fill="${SHADE}" opacity=".22"/>`;

const DRAWINGS: Record<Picture, Draw> = {
  "mat-roll": (main, accent) => html`${shadow(120, 164, 86)}
<g transform="rotate(-14 120 110)"><path d="M46 84h146a27 32 0 0 1 0 64h-146a27 32 0 0 1 0-64z" fill="${main}"/>
<path d="M46 92h130v9h-146q5-9 16-9z" fill="#fff" opacity=".22"/><path d="M30 132h150l6 16h-140q-10-4-16-16z" fill="${SHADE}" opacity=".14"/>
<ellipse cx="192" cy="116" rx="27" ry="32" fill="${main}"/><ellipse cx="192" cy="116" rx="27" ry="32" fill="${SHADE}" opacity=".18"/>
<g transform="translate(192 116)">${spiral(accent)}</g>
<path d="M78 84h11q-8 32 0 64h-11q-8-32 0-64zM138 84h11q-8 32 0 64h-11q-8-32 0-64z" fill="${accent}"/></g>`,
  "mat-stand": (main, accent) => html`${shadow(122, 178, 54)}
<path d="M86 44v124a34 12 0 0 0 68 0v-124z" fill="${main}"/><path d="M92 50h12v128q-8-2-12-5z" fill="#fff" opacity=".22"/>
<path d="M134 50h20v118q-2 6-20 10z" fill="${SHADE}" opacity=".13"/><ellipse cx="120" cy="44" rx="34" ry="13" fill="${main}"/>
<ellipse cx="120" cy="44" rx="34" ry="13" fill="#fff" opacity=".24"/>
<g transform="translate(121 44) scale(1.15 .44)">${spiral(accent)}</g>
<path d="M86 84a34 12 0 0 0 68 0v10a34 12 0 0 1-68 0zM86 132a34 12 0 0 0 68 0v10a34 12 0 0 1-68 0z" fill="${accent}"/>`,
  "mat-open": (main, accent) => html`${shadow(116, 170, 92)}
<path d="M22 156l72-86h110l-52 86z" fill="${main}"/><path d="M22 156h130l52-86v7l-51 87h-131z" fill="${SHADE}" opacity=".28"/>
<path d="M60 142l52-62M140 142l40-62M82 111h82" stroke="${accent}" stroke-width="2.6" opacity=".8" fill="none"/>
<path d="M88 52h112a17 19 0 0 1 0 38h-112a17 19 0 0 1 0-38z" fill="${main}"/><path d="M88 56h106v8h-121q5-8 15-8z" fill="#fff" opacity=".25"/>
<ellipse cx="200" cy="71" rx="17" ry="19" fill="${SHADE}" opacity=".2"/><g transform="translate(200 71) scale(.62)">${spiral(accent)}</g>`,
  shoe: (main, accent) => html`${shadow(122, 160, 96)}
<path d="M28 134c-3-28 3-48 12-62 5-8 18-8 22 2 8 18 26 16 40-2 12 18 38 38 70 46 26 6 44 8 44 22l-2 8h-184z" fill="${main}"/>
<path d="M40 72c5-8 18-8 22 2 2 6 6 10 11 11l-24 14z" fill="${SHADE}" opacity=".22"/>
<path d="M62 128c24-2 40-16 54-40l9 9c-12 20-26 34-46 38zM92 134c20-6 34-18 44-30l9 6c-10 12-22 20-36 27z" fill="${accent}"/>
<path d="M104 74l-14 10M112 82l-13 11M121 90l-13 11" stroke="${accent}" stroke-width="4" stroke-linecap="round"/>
<path d="M24 136h192q4 22-22 22h-148q-22 0-22-22z" fill="#fff"/><path d="M26 146q2 12 20 12h148q18 0 21-10-20 4-60 4h-70q-40 0-59-6z" fill="${main}" opacity=".55"/>`,
  "shoe-trail": (main, accent) => html`${shadow(122, 166, 96)}
<path d="M28 134c-3-30 1-54 10-70 6-8 20-6 24 2 8 16 24 16 40 2 12 20 38 42 70 50 26 6 44 8 44 22l-2 8h-184z" fill="${main}"/>
<path d="M170 118c28 6 46 9 46 24h-62q2-14 16-24z" fill="${accent}"/><path d="M28 134q-2-20 1-36l26 10-4 34h-23z" fill="${accent}"/>
<path d="M76 92l60 34M72 106l50 28" stroke="#fff" stroke-width="3" opacity=".45"/>
<path d="M104 70l-14 12M113 80l-13 12M123 89l-13 12" stroke="${accent}" stroke-width="5" stroke-linecap="round"/>
<path d="M22 136h196l-3 14h-186z" fill="#fff"/><path d="M28 148h188l-4 16h-14l-4-8-4 8h-18l-4-8-4 8h-18l-4-8-4 8h-18l-4-8-4 8h-18l-4-8-4 8h-16z" fill="${SHADE}"/>`,
  bottle: (main, accent) => html`${shadow(120, 182, 42)}
<path d="M106 40h28v16q20 8 20 30v82q0 14-14 14h-40q-14 0-14-14v-82q0-22 20-30z" fill="${main}"/>
<rect x="100" y="20" width="40" height="24" rx="7" fill="${accent}"/><rect x="100" y="36" width="40" height="8" fill="${SHADE}" opacity=".16"/>
<path d="M94 88q0-14 12-22v106h-6q-6 0-6-8z" fill="#fff" opacity=".28"/><path d="M140 66q14 8 14 20v82q0 14-14 14z" fill="${SHADE}" opacity=".12"/>
<path d="M86 118h68v26h-68z" fill="${accent}" opacity=".85"/><path d="M112 137c-4-10 4-14 8-20 4 6 12 10 8 20a9 9 0 0 1-16 0z" fill="${main}"/>`,
  flask: (main, accent) => html`${shadow(122, 184, 46)}
<rect x="84" y="66" width="72" height="118" rx="16" fill="${main}"/><path d="M88 22h64l4 46h-72z" fill="${accent}"/>
<path d="M88 22h14l-4 46h-14z" fill="#fff" opacity=".35"/><rect x="84" y="66" width="72" height="8" fill="${SHADE}" opacity=".25"/>
<rect x="92" y="82" width="11" height="90" rx="5" fill="#fff" opacity=".22"/><path d="M136 74h20v94q0 14-14 16h-6z" fill="${SHADE}" opacity=".14"/>
<path d="M156 88c32 0 32 62 0 62" fill="none" stroke="${accent}" stroke-width="9"/><path d="M84 152h72v7h-72z" fill="${accent}"/>`,
  dumbbell: (main, accent) => html`${shadow(120, 146, 96)}
<g transform="rotate(-8 120 100)"><rect x="66" y="90" width="108" height="20" rx="6" fill="${accent}"/><rect x="66" y="92" width="108" height="5" fill="#fff" opacity=".4"/>
<path d="M96 90v20M104 90v20M112 90v20M120 90v20M128 90v20M136 90v20M144 90v20" stroke="${SHADE}" stroke-width="1.6" opacity=".3"/>${hexEnd(44, main)}${hexEnd(170, main)}</g>`,
  kettlebell: (main, accent) => html`${shadow(120, 178, 58)}
<path d="M82 92c-4-34 0-62 38-62s42 28 38 62" fill="none" stroke="${main}" stroke-width="17" stroke-linecap="round"/>
<path d="M80 66c0-20 14-34 40-34" fill="none" stroke="#fff" stroke-width="4" opacity=".3"/>
<path d="M120 76c38 0 60 24 60 56 0 22-10 36-22 46h-76c-12-10-22-24-22-46 0-32 22-56 60-56z" fill="${main}"/>
<path d="M74 122c4-20 18-32 36-34" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".28"/>
<circle cx="120" cy="134" r="25" fill="${accent}"/><path d="M108 134h24M112 126v16M128 126v16" stroke="${main}" stroke-width="5" stroke-linecap="round"/>`,
  plate: (main, accent) => html`${shadow(120, 184, 60)}
<circle cx="120" cy="102" r="80" fill="${main}"/><circle cx="120" cy="102" r="80" fill="none" stroke="${SHADE}" stroke-width="8" opacity=".2"/>
<path d="M58 76a68 68 0 0 1 44-40" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".35"/>
<circle cx="120" cy="102" r="34" fill="${accent}"/><circle cx="120" cy="102" r="15" fill="#fff"/><circle cx="120" cy="102" r="15" fill="${SHADE}" opacity=".55"/>
<path d="M92 46q28-14 56 0l-6 13q-22-10-44 0zM72 120q6 20 22 32l-9 10q-20-14-26-38zM168 120q-6 20-22 32l9 10q20-14 26-38z" fill="${SHADE}" opacity=".5"/>`,
  backpack: (main, accent) => html`${shadow(120, 186, 62)}
<path d="M100 32c0-22 40-22 40 0" fill="none" stroke="${accent}" stroke-width="7"/>
<path d="M66 84c-18 6-20 40-16 84M174 84c18 6 20 40 16 84" fill="none" stroke="${main}" stroke-width="12"/><path d="M66 84c-18 6-20 40-16 84M174 84c18 6 20 40 16 84" fill="none" stroke="${SHADE}" stroke-width="12" opacity=".25"/>
<path d="M62 92c0-42 22-64 58-64s58 22 58 64v76q0 18-18 18h-80q-18 0-18-18z" fill="${main}"/><path d="M72 92c0-34 14-52 36-56-16 10-20 30-20 60v82h-8q-8 0-8-12z" fill="#fff" opacity=".16"/>
<path d="M74 122h92v42q0 12-12 12h-68q-12 0-12-12z" fill="${SHADE}" opacity=".18"/><path d="M80 128h80" stroke="${accent}" stroke-width="4" stroke-linecap="round"/><path d="M146 128v14" stroke="${accent}" stroke-width="5" stroke-linecap="round"/>
<path d="M76 84q44-18 88 0" fill="none" stroke="${accent}" stroke-width="4"/>`,
  duffel: (main, accent) => html`${shadow(120, 172, 98)}
<path d="M84 92c0-62 72-62 72 0" fill="none" stroke="${accent}" stroke-width="8"/>
<path d="M50 78h140c22 0 30 24 30 46s-8 46-30 46h-140c-22 0-30-24-30-46s8-46 30-46z" fill="${main}"/>
<path d="M50 84h140c10 0 18 6 21 14h-182c3-8 11-14 21-14z" fill="#fff" opacity=".18"/><path d="M26 146h188c-4 14-12 24-24 24h-140c-12 0-20-10-24-24z" fill="${SHADE}" opacity=".15"/>
<path d="M44 92h152" stroke="${accent}" stroke-width="4" stroke-dasharray="7 3"/><path d="M78 78h12v92h-12zM150 78h12v92h-12z" fill="${accent}"/>
<rect x="102" y="118" width="36" height="26" rx="5" fill="${accent}" opacity=".9"/>`,
  tube: (main, accent) => html`${shadow(120, 172, 80)}
<path d="M66 142c-34-80 60-136 126-84" fill="none" stroke="${accent}" stroke-width="8"/>
<g transform="rotate(-24 120 118)"><rect x="34" y="90" width="172" height="56" rx="28" fill="${main}"/><rect x="46" y="97" width="148" height="10" rx="5" fill="#fff" opacity=".24"/>
<path d="M36 126h168q-6 20-26 20h-116q-20 0-26-20z" fill="${SHADE}" opacity=".13"/><path d="M58 118h124" stroke="${accent}" stroke-width="3.5" stroke-dasharray="6 3"/>
<path d="M64 90h9v56h-9zM167 90h9v56h-9z" fill="${accent}"/></g>`,
  block: (main, accent) => html`${shadow(122, 164, 84)}
<path d="M36 94l84-36 84 26-84 40z" fill="${main}"/><path d="M36 94l84-36 84 26-84 40z" fill="#fff" opacity=".24"/>
<path d="M36 94l84 30v44l-84-32z" fill="${main}"/><path d="M120 124l84-40v42l-84 42z" fill="${accent}"/>
<path d="M66 92h5M96 78h6M112 98h6M142 86h6M150 104h4M90 104h4M128 72h4" stroke="${accent}" stroke-width="5" stroke-linecap="round" opacity=".6"/><path d="M56 112h4M84 130h6M100 144h4M66 128h4" stroke="${accent}" stroke-width="5" stroke-linecap="round" opacity=".5"/>`,
  strap: (main, accent) => html`${shadow(116, 170, 74)}
<circle cx="112" cy="104" r="54" fill="none" stroke="${main}" stroke-width="24"/><circle cx="112" cy="104" r="54" fill="none" stroke="#fff" stroke-width="3" opacity=".4" stroke-dasharray="8 5"/>
<circle cx="112" cy="104" r="30" fill="none" stroke="${SHADE}" stroke-width="20" opacity=".16"/><circle cx="112" cy="104" r="28" fill="none" stroke="${main}" stroke-width="18"/>
<path d="M158 128c20 10 34 22 48 44l-20 10c-10-18-22-28-40-36z" fill="${main}"/><rect x="146" y="118" width="34" height="26" rx="6" transform="rotate(32 163 131)" fill="none" stroke="${accent}" stroke-width="7"/>`,
  roller: (main, accent) => html`${shadow(120, 168, 92)}
<g transform="rotate(-10 120 108)"><path d="M52 62h132a36 46 0 0 1 0 92h-132a30 46 0 0 1 0-92z" fill="${main}"/><path d="M50 70h126v12h-146q6-12 20-12z" fill="#fff" opacity=".22"/>
<path d="M66 62q-16 46 0 92M92 62q-16 46 0 92M118 62q-16 46 0 92M144 62q-16 46 0 92" fill="none" stroke="${SHADE}" stroke-width="6" opacity=".2"/>
<ellipse cx="184" cy="108" rx="30" ry="46" fill="${main}"/><ellipse cx="184" cy="108" rx="30" ry="46" fill="${SHADE}" opacity=".2"/><ellipse cx="184" cy="108" rx="19" ry="31" fill="${accent}"/><ellipse cx="186" cy="108" rx="13" ry="24" fill="${SHADE}" opacity=".6"/></g>`,
  towel: (main, accent) => html`${shadow(120, 170, 84)}
<path d="M46 128h142q14 0 14 20t-14 20h-142q-8 0-8-20t8-20z" fill="${main}"/><path d="M46 90h142q14 0 14 20t-14 20h-142q-8 0-8-20t8-20z" fill="${main}"/>
<path d="M46 130h146v8h-154q2-8 8-8z" fill="${SHADE}" opacity=".2"/><path d="M46 90h142q10 0 13 10h-161q2-10 6-10z" fill="#fff" opacity=".3"/>
<path d="M60 52h112q12 0 12 20t-12 20h-112q-8 0-8-20t8-20z" fill="${accent}"/><path d="M60 84h122q-3 8-10 8h-112q-4 0-6-8z" fill="${SHADE}" opacity=".14"/>
<path d="M158 90v40M166 90v40M158 130v38M166 130v38" stroke="${accent}" stroke-width="4"/><path d="M150 52v40" stroke="${main}" stroke-width="6"/>`,
  spray: (main, accent) => html`${shadow(120, 184, 42)}
<path d="M84 100q0-18 20-24v-18h32v18q20 6 20 24v70q0 14-14 14h-44q-14 0-14-14z" fill="${main}"/><path d="M92 102q0-12 12-18v92h-4q-8 0-8-8z" fill="#fff" opacity=".35"/>
<path d="M98 26h50q14 0 20 12l-14 4q-4-4-8-4v22h-42v-16q-8 0-12 14l-8-2q2-24 14-30z" fill="${accent}"/><path d="M84 116h72v36h-72z" fill="#fff" opacity=".75"/>
<path d="M120 144c-16-4-16-18-2-24 14 4 16 18 2 24zm0 0v-18" fill="${accent}" stroke="#fff" stroke-width="1.5"/><path d="M182 30h14M180 40l14 5M180 22l13-6" stroke="${main}" stroke-width="4" stroke-linecap="round"/>`,
  bolster: (main, accent) => html`${shadow(120, 164, 92)}
<path d="M50 68h140q24 4 24 44t-24 46h-140q-24-4-24-46t24-44z" fill="${main}"/><path d="M48 76h142q12 4 16 16h-174q4-14 16-16z" fill="#fff" opacity=".2"/>
<path d="M34 142h172q-4 14-16 16h-140q-12-2-16-16z" fill="${SHADE}" opacity=".15"/><ellipse cx="190" cy="113" rx="24" ry="45" fill="${accent}"/><ellipse cx="190" cy="113" rx="24" ry="45" fill="${SHADE}" opacity=".1"/>
<path d="M190 113l-14-30M190 113l14-30M190 113l-20 2M190 113l20 2M190 113l-12 32M190 113l12 32" stroke="${main}" stroke-width="2" opacity=".6"/><circle cx="190" cy="113" r="6" fill="${main}"/>
<path d="M84 58q34-14 64 0" fill="none" stroke="${accent}" stroke-width="8" stroke-linecap="round"/>`,
};

/** The picture of a product; with `label` it is told to those who do not see it. */
export function pictureOf({ picture, colours, category }: Product, label?: string): Html {
  const told = label ? html`role="img" aria-label="${label}"` : html`aria-hidden="true"`;
  return html`<span class="picture ${category}"><svg viewBox="0 0 240 200" ${told}>${DRAWINGS[picture](...colours)}</svg></span>`;
}
