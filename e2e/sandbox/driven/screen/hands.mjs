import { keyEvent } from "./keys.mjs";

const BUTTONS = ["left", "middle", "right"];
const TWICE_WITHIN_MS = 600;
const LINE_PX = 16;

const inside = (share) => Math.min(1, Math.max(0, share));

/**
 * A viewer's mouse and keyboard over the picture, while they are in control.
 * @param pad a text field that covers the picture: what phones and other alphabets type arrives there
 * @param send takes each event
 * @param onRelease called when Escape was pressed twice
 */
export function handsOn(pad, send, onRelease) {
  const held = new Map();
  let escapedMs = 0;
  let on = false;

  function placeOf({ clientX, clientY }) {
    const box = pad.getBoundingClientRect();
    return {
      x: inside((clientX - box.left) / box.width),
      y: inside((clientY - box.top) / box.height),
    };
  }

  const press = (event) => ({
    ...placeOf(event),
    button: BUTTONS[event.button] ?? "left",
    clicks: Math.min(3, Math.max(1, event.detail)),
  });

  function typed() {
    if (pad.value) send({ type: "text", text: pad.value });
    pad.value = "";
  }

  function listen(target, type, handler) {
    target.addEventListener(type, (event) => on && handler(event), { passive: false });
  }

  listen(pad, "mousedown", (event) => {
    event.preventDefault();
    pad.focus({ preventScroll: true });
    held.set(event.button, press(event));
    send({ type: "down", ...press(event) });
  });
  // What was pressed on the picture may be let go beside it.
  listen(window, "mouseup", (event) => {
    if (held.delete(event.button)) send({ type: "up", ...press(event) });
  });
  listen(window, "mousemove", (event) => {
    if (event.target === pad || held.size > 0) send({ type: "move", ...placeOf(event) });
  });
  listen(pad, "contextmenu", (event) => event.preventDefault());
  listen(pad, "wheel", (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : LINE_PX;
    send({ type: "wheel", ...placeOf(event), dx: event.deltaX * unit, dy: event.deltaY * unit });
  });
  listen(pad, "keydown", (event) => {
    const sent = keyEvent(event);
    if (!sent) return;
    event.preventDefault();
    const isAgain = event.key === "Escape" && event.timeStamp - escapedMs < TWICE_WITHIN_MS;
    escapedMs = event.key === "Escape" ? event.timeStamp : 0;
    if (isAgain) onRelease();
    else send(sent);
  });
  listen(pad, "paste", (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (text) send({ type: "text", text });
  });
  listen(pad, "beforeinput", (event) => {
    if (event.inputType === "deleteContentBackward")
      send({ type: "key", key: "Backspace", modifiers: [] });
  });
  listen(pad, "input", (event) => event.isComposing || typed());
  listen(pad, "compositionend", typed);

  return {
    take() {
      on = true;
      escapedMs = 0;
      pad.value = "";
      pad.focus({ preventScroll: true });
    },
    /** Lets go of every button, too. */
    release() {
      for (const pressed of held.values()) send({ type: "up", ...pressed });
      held.clear();
      pad.value = "";
      on = false;
    },
  };
}
