import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { RunState } from "@/lib/contract/api";
import type { CardContent } from "@/lib/server/shares/card-content";

/** In px, as those who show previews expect it. */
export const CARD_SIZE = { width: 1200, height: 630 };

const PAGE = "#f8f9fb";
const INK = "#181d25";
const MUTED = "#565d67";

const icons = new Map<string, string>();

/** The icon that browser tabs show, so that a card cannot disagree with them. */
function iconSource(name: RunState | "default"): string {
  const known = icons.get(name);
  if (known) return known;
  const svg = readFileSync(path.join(process.cwd(), "public/favicon", `${name}.svg`));
  const source = `data:image/svg+xml;base64,${svg.toString("base64")}`;
  icons.set(name, source);
  return source;
}

/** An image, drawn on the server: there is no browser that could load it lazily. */
const Icon = ({ name, size }: { name: RunState | "default"; size: number }) => (
  // oxlint-disable-next-line nextjs/no-img-element -- drawn into the card, not loaded by a page
  <img src={iconSource(name)} width={size} height={size} alt="" />
);

/** The preview card as `next/og` lays it out. */
export const CardLayout = ({ icon, headline, colour, name, time }: CardContent) => (
  <div
    style={{
      display: "flex",
      flexDirection: "column",
      justifyContent: "space-between",
      width: "100%",
      height: "100%",
      padding: "64px 72px",
      background: PAGE,
      color: INK,
      fontFamily: "Geist",
      fontWeight: 500,
    }}
  >
    <div style={{ display: "flex", alignItems: "center", fontSize: 36, fontWeight: 600 }}>
      <Icon name="default" size={52} />
      <span style={{ marginLeft: 18 }}>Runboard</span>
    </div>
    <div style={{ display: "flex", flexDirection: "column" }}>
      <div style={{ display: "flex", alignItems: "center" }}>
        <Icon name={icon} size={112} />
        <span style={{ marginLeft: 36, fontSize: 88, fontWeight: 600, color: colour }}>
          {headline}
        </span>
      </div>
      {name === null ? null : (
        <div
          style={{
            display: "block",
            lineClamp: 2,
            marginTop: 32,
            fontSize: 48,
            lineHeight: 1.3,
            wordBreak: "break-word",
          }}
        >
          {name}
        </div>
      )}
    </div>
    <div style={{ display: "flex", height: 44, fontSize: 34, color: MUTED }}>{time}</div>
  </div>
);
