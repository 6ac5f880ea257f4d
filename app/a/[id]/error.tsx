"use client";

import { Broken } from "@/components/shell/broken";
import { TabMark } from "@/components/status/tab-mark";

export default function AnswerLinkError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <TabMark title="Something went wrong" />
      <Broken error={error} retry={retry} shared />
    </>
  );
}
