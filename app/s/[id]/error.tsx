"use client";

import { TabMark } from "@/components/status/tab-mark";
import { Button } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";

export default function SharedError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <TabMark title="Something went wrong" />
      <Blank
        level={1}
        title="This page could not be shown"
        action={
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        Something went wrong in Runboard. The run goes on, and the link stays as it is.
      </Blank>
    </>
  );
}
