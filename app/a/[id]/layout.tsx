import type { ReactNode } from "react";
import { SharedFrame } from "@/components/share/shared-frame";

export default function AnswerLinkLayout({ children }: { children: ReactNode }) {
  return <SharedFrame>{children}</SharedFrame>;
}
