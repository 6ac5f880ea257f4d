/** Messages out of a stream of bytes: one byte of type, four of length, the payload. */

/** What a message is, as its first byte. */
export const MESSAGE = { jpeg: 0, scene: 1 };

const HEAD = 5;
/** Far beyond any picture: whatever says it is longer is no message. */
const LONGEST = 16_000_000;

/**
 * @returns takes the next bytes of one stream and returns the messages that became whole
 * @throws RangeError, then, when the bytes are no messages
 */
export function messageCutter() {
  let held = new Uint8Array(0);
  return (chunk) => {
    const bytes = new Uint8Array(held.length + chunk.length);
    bytes.set(held);
    bytes.set(chunk, held.length);
    const view = new DataView(bytes.buffer);
    const messages = [];
    let from = 0;
    while (bytes.length - from >= HEAD) {
      const length = view.getUint32(from + 1);
      if (length > LONGEST) throw new RangeError("not a message");
      if (bytes.length - from - HEAD < length) break;
      const payload = bytes.subarray(from + HEAD, from + HEAD + length);
      messages.push({ type: bytes[from], payload });
      from += HEAD + length;
    }
    held = bytes.subarray(from);
    return messages;
  };
}
