/** A small animated picture: what a finished run's recording looks like. */
const WIDTH = 240;
const HEIGHT = 150;
const FRAMES = 8;
const FRAME_TIME = 40;
/** Two clear codes may not be further apart, or codes would grow past eight bits. */
const RUN_LENGTH = 120;
const CLEAR = 0x80;
const END = 0x81;

/** Page, bar, card, picture, text, accent, pointer, done. */
const COLOURS = [0xf6f7f9, 0xd9dee7, 0xffffff, 0xc5d3ea, 0x8a94a6, 0x2f6fed, 0x1c2330, 0x2c9a5b];

function colourAt(x: number, y: number, frame: number): number {
  const column = Math.floor(x / 60);
  const row = Math.floor((y - 30) / 60);
  const card = row * 4 + column;
  const pointerX = 30 + (frame % 4) * 60;
  const pointerY = 60 + Math.floor(frame / 4) * 60;
  if (x >= pointerX && x - pointerX <= y - pointerY && y - pointerY < 14) return 6;
  if (y < 20) return y > 5 && y < 15 && x > 40 && x < 200 ? 2 : 1;
  if (y < 30) return 0;
  const [inX, inY] = [x % 60, (y - 30) % 60];
  if (inX < 4 || inX > 55 || inY < 2 || inY > 55) return card === frame ? 5 : 0;
  if (inY < 34) return 3;
  if (inY > 39 && inY < 43 && inX < 44) return 4;
  return inY > 47 && inY < 52 && inX < 26 ? (card < frame ? 7 : 4) : 2;
}

const word = (value: number): number[] => [value & 255, value >> 8];

/** Pixels as plain eight-bit codes, cleared often: valid LZW without compressing. */
function pixels(frame: number): number[] {
  const codes: number[] = [];
  for (let index = 0; index < WIDTH * HEIGHT; index += 1) {
    if (index % RUN_LENGTH === 0) codes.push(CLEAR);
    codes.push(colourAt(index % WIDTH, Math.floor(index / WIDTH), frame));
  }
  codes.push(END);
  const blocks: number[] = [];
  for (let from = 0; from < codes.length; from += 255) {
    const block = codes.slice(from, from + 255);
    blocks.push(block.length, ...block);
  }
  return [7, ...blocks, 0];
}

const GRAPHIC_CONTROL = [0x21, 0xf9, 4, 0, ...word(FRAME_TIME), 0, 0];
const IMAGE_DESCRIPTOR = [0x2c, 0, 0, 0, 0, ...word(WIDTH), ...word(HEIGHT), 0];

const image = (frame: number): number[] => [
  ...GRAPHIC_CONTROL,
  ...IMAGE_DESCRIPTOR,
  ...pixels(frame),
];

function palette(): number[] {
  const all = [...COLOURS, ...Array<number>(128 - COLOURS.length).fill(0)];
  return all.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
}

let made: Buffer | undefined;

/** The picture as a GIF, drawn once. */
export function recordingGif(): Buffer {
  made ??= Buffer.concat([
    Buffer.from("GIF89a"),
    Buffer.from([...word(WIDTH), ...word(HEIGHT), 0xf6, 0, 0, ...palette()]),
    Buffer.from([0x21, 0xff, 11]),
    Buffer.from("NETSCAPE2.0"),
    Buffer.from([3, 1, 0, 0, 0]),
    ...Array.from({ length: FRAMES }, (_, frame) => Buffer.from(image(frame))),
    Buffer.from([0x3b]),
  ]);
  return made;
}
