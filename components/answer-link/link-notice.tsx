import { CircleCheck, CircleSlash, Clock, Pause } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { TabMark } from "@/components/status/tab-mark";

const ICONS = {
  done: <CircleCheck className="text-completed" aria-hidden />,
  shut: <CircleSlash aria-hidden />,
  paused: <Pause aria-hidden />,
  opening: <Clock aria-hidden />,
};

/** In the place of a question: what became of it, or why there is none. The keyboard can go there. */
export function LinkNotice({
  ref,
  kind,
  icon,
  title,
  children,
}: {
  ref?: Ref<HTMLDivElement>;
  kind: string;
  icon: keyof typeof ICONS;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto max-w-md px-4 py-16">
      <div
        ref={ref}
        tabIndex={-1}
        data-testid="link-notice"
        data-kind={kind}
        className="flex flex-col items-center gap-2 rounded-lg text-center outline-offset-8 [&_svg]:size-8"
      >
        <TabMark title={title} />
        {ICONS[icon]}
        <h1 className="text-base font-semibold text-balance">{title}</h1>
        <div className="text-pretty text-muted">{children}</div>
      </div>
    </div>
  );
}
