import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SharedScreen } from "@/components/share/shared-screen";
import { shareIdSchema } from "@/lib/contract/shares";
import { linkPreview } from "@/lib/server/shares/link-preview";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = async ({ params }: Props): Promise<Metadata> =>
  linkPreview((await params).id);

/** A shell, the same for every link: whether one opens depends on its fragment, which stays there. */
export default async function SharedPage({ params }: Props) {
  const { id } = await params;
  if (!shareIdSchema.safeParse(id).success) notFound();
  return <SharedScreen id={id} />;
}
