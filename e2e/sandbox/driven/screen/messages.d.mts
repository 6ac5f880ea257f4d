export const MESSAGE: { jpeg: number; scene: number };

export function messageCutter(): (
  chunk: Uint8Array,
) => { type: number; payload: Uint8Array<ArrayBuffer> }[];
