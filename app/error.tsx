"use client";

import { Broken } from "@/components/shell/broken";
import { TabMark } from "@/components/status/tab-mark";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <TabMark title="Something went wrong" />
      <Broken error={error} retry={retry} />
    </main>
  );
}
