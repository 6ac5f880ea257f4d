import type { ReactNode } from "react";
import { SharedFrame } from "@/components/share/shared-frame";
import { AskAhead } from "@/components/shell/ask-ahead";

type Props = { children: ReactNode; params: Promise<{ id: string }> };

export default async function SharedLayout({ children, params }: Props) {
  return (
    <>
      <AskAhead under="shared" id={(await params).id} />
      <SharedFrame>{children}</SharedFrame>
    </>
  );
}
