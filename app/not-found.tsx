import { Link } from "@/components/ui/link";
import { BareHeader } from "@/components/shell/bare-header";
import { TabMark } from "@/components/status/tab-mark";
import { buttonClass } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";

export default function NotFound() {
  return (
    <>
      <TabMark title="Not found" />
      <BareHeader />
      <main id="main">
        <Blank
          level={1}
          title="There is no such page"
          action={
            <Link href="/" className={buttonClass("primary")}>
              Go to the start
            </Link>
          }
        >
          The address may be mistyped, or the page has moved.
        </Blank>
      </main>
    </>
  );
}
