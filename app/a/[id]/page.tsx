import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerLinkScreen } from "@/components/answer-link/answer-link-screen";
import { shareIdSchema } from "@/lib/contract/shares";

type Props = { params: Promise<{ id: string }> };

const WORDS = { title: "A question for you", description: "Answer it once, without an account." };

/** The same for every link: whoever shows a preview of it learns nothing. */
export const metadata: Metadata = {
  description: WORDS.description,
  referrer: "no-referrer",
  robots: { index: false, follow: false },
  openGraph: { type: "website", siteName: "Runboard", ...WORDS },
  twitter: { card: "summary", ...WORDS },
};

/** A shell, the same for every link: whether one opens depends on its fragment, which stays there. */
export default async function AnswerLinkPage({ params }: Props) {
  const { id } = await params;
  if (!shareIdSchema.safeParse(id).success) notFound();
  return <AnswerLinkScreen id={id} />;
}
