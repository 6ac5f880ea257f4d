import type { ReactNode } from "react";
import { SharedFrame } from "@/components/share/shared-frame";
import { AskAhead } from "@/components/shell/ask-ahead";
import { shareIdSchema } from "@/lib/contract/shares";

type Props = { children: ReactNode; params: Promise<{ id: string }> };

export default async function AnswerLinkLayout({ children, params }: Props) {
  const { id } = await params;
  return (
    <>
      {shareIdSchema.safeParse(id).success && <AskAhead path={`/api/answers/${id}`} />}
      <SharedFrame>{children}</SharedFrame>
    </>
  );
}
