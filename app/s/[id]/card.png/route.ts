import { shareImage } from "@/lib/server/shares/share-image";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** `/s/{id}/card.png`: the picture that goes with a pasted link. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return shareImage((await params).id, "card");
}
