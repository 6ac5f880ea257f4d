import { shareImage } from "@/lib/server/shares/share-image";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

/** `/b/{id}.svg`: the badge of a shared run. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const id = /^(.{12})\.svg$/.exec((await params).file)?.[1];
  return shareImage(id ?? null, "badge");
}
