import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SharedScreen } from "@/components/share/shared-screen";
import { shareIdSchema } from "@/lib/contract/shares";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { referrer: "no-referrer" };

/** A shell, the same for every link: whether one opens depends on its fragment, which stays there. */
export default async function SharedPage({ params }: Props) {
  const { id } = await params;
  if (!shareIdSchema.safeParse(id).success) notFound();
  return <SharedScreen id={id} />;
}
