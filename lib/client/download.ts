/** A file from our API, kept where the browser keeps its downloads. Fetched when one is asked for. */
import { failureOf, parse, send } from "./fetch-json.ts";

const TIME_LIMIT_MS = 60_000;
/** So long a browser may take to begin with a file it was given. */
const BEGUN_MS = 30_000;

/** Gets a file to the byte, with the name our server gave it. @throws ApiError */
async function fetchFile(path: string): Promise<{ file: Blob; name: string }> {
  const init: RequestInit = {
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  };
  const { response, body: file } = await send(path, init, (answer) => answer.blob());
  const disposition = response.headers.get("content-disposition");
  const name = disposition?.match(/filename="([^"]+)"/)?.[1];
  if (!response.ok || !name) throw failureOf(response, parse(await file.text()));
  return { file, name };
}

/** Downloads a file. @param path in our API @throws ApiError for every failure */
export async function download(path: string): Promise<void> {
  const { file, name } = await fetchFile(path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN_MS);
}
