import { handsOn } from "./hands.mjs";
import { MESSAGE } from "./messages.mjs";
import { pictureOn } from "./picture.mjs";
import { inputSender } from "./sender.mjs";
import { liveStream } from "./stream.mjs";

const find = (id) => document.getElementById(id);
const root = document.documentElement;
const screen = find("screen");
const path = location.pathname;

const picture = pictureOn(find("canvas"), (width, height) => {
  screen.style.setProperty("--width", width);
  screen.style.setProperty("--height", height);
  root.classList.add("pictured");
});
const hands = handsOn(find("pad"), inputSender(`${path}/input`), () => control(false));

/** The page's own words are only ever text here, whatever is in them. */
function showScene({ url, title, step, waiting, pointer }) {
  find("address").textContent = url;
  find("title").textContent = title;
  find("step").textContent = waiting ? "Waiting for an answer" : step;
  root.classList.toggle("waiting", waiting);
  root.classList.toggle("pointed", pointer !== null);
  if (!pointer) return;
  screen.style.setProperty("--x", pointer.x);
  screen.style.setProperty("--y", pointer.y);
}

function onMessage({ type, payload }) {
  if (type === MESSAGE.jpeg) void picture.show(payload);
  if (type === MESSAGE.scene) showScene(JSON.parse(new TextDecoder().decode(payload)));
}

const inSeconds = (ms) => `${Math.max(1, Math.round(ms / 1_000))} s`;
const WORDS = {
  connecting: () => "Connecting…",
  live: () => "",
  lost: (retryMs) => `The connection was lost. Trying again in ${inSeconds(retryMs)}.`,
  full: (retryMs) => `As many as can are watching. Trying again in ${inSeconds(retryMs)}.`,
  ended: () => "This browser session has ended.",
};

function onState(state, retryMs = 0) {
  find("state").textContent = WORDS[state](retryMs);
  root.dataset.state = state;
  find("control").disabled = state !== "live";
  if (state !== "live") control(false);
  if (state === "ended") stream.shut();
}

function control(on) {
  if (root.classList.contains("controlled") === on) return;
  root.classList.toggle("controlled", on);
  find("pad").hidden = !on;
  find("control").textContent = on ? "Release" : "Take control";
  find("mode").textContent = on ? "You are in control" : "View only";
  find("hint").textContent = on
    ? "Your clicks and keys go to this browser. Esc twice releases."
    : "";
  if (on) hands.take();
  else {
    hands.release();
    find("control").focus({ preventScroll: true });
  }
}

const stream = liveStream(`${path}/stream`, { onMessage, onState });
find("control").addEventListener("click", () => control(find("pad").hidden));
addEventListener("pagehide", () => control(false));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return void stream.open();
  control(false);
  stream.shut();
});
if (!document.hidden) void stream.open();
