"use client";

import { Lightbulb, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { CreateStatus } from "@/components/create/create-status";
import { Button } from "@/components/ui/button";
import { useCreateFlow } from "@/lib/client/create-flow";
import { FORM_INPUT_TOOL } from "@/lib/client/create-form-tool";
import type { Slot } from "@/lib/client/create-storage";
import { useHydrated } from "@/lib/client/now";
import { useSuggestionsHidden } from "@/lib/client/suggestions-hidden";
import type { CreateTask } from "@/lib/contract/actions";
import { SuggestionCard } from "./suggestion-card";

type Props = { texts: string[]; owner: string };

/** For the first paint, which is the server's too. */
const NO_SLOT: Slot = { name: "", owner: null };
const ON_REFUSAL = "Try another one, or write a task of your own.";
const PANEL = "suggestions";
const WAY_BACK = "show-suggestions";

const bodyFor = (task: string): CreateTask => ({
  task,
  agent: "BROWSER_AGENT",
  tools: [FORM_INPUT_TOOL],
});

/** Once it is drawn: what had the focus is gone then. */
const focusSoon = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

/** The way back to suggestions that were put away. */
export function ShowSuggestions() {
  const [isHidden, setHidden] = useSuggestionsHidden();
  if (!isHidden) return null;
  return (
    <Button
      id={WAY_BACK}
      look="quiet"
      title="Show the suggestions"
      onClick={() => {
        setHidden(false);
        focusSoon(PANEL);
      }}
    >
      <Lightbulb aria-hidden />
      <span className="sr-only sm:not-sr-only">Suggestions</span>
    </Button>
  );
}

/** Tasks that are created at a click, until they are put away. */
export function Suggestions({ texts, owner }: Props) {
  const isReady = useHydrated();
  const [isHidden, setHidden] = useSuggestionsHidden();
  if (isHidden) return null;
  return (
    <section
      id={PANEL}
      tabIndex={-1}
      aria-labelledby="suggestions-title"
      className="flex flex-col gap-2 rounded-lg border border-line bg-card p-3"
    >
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h2 id="suggestions-title" className="font-semibold">
            Try one
          </h2>
          <p className="text-muted">A click creates the task and opens its run.</p>
        </div>
        <Button
          look="quiet"
          size="small-icon"
          className="-mt-1 -mr-1"
          aria-label="Hide the suggestions"
          title="Hide the suggestions"
          onClick={() => {
            setHidden(true);
            focusSoon(WAY_BACK);
          }}
        >
          <X aria-hidden />
        </Button>
      </div>
      {/* What was kept is recalled once, as they begin: they begin anew when it can be read. */}
      <Choices key={`${isReady}`} texts={texts} owner={owner} isReady={isReady} />
    </section>
  );
}

function Choices({ texts, owner, isReady }: Props & { isReady: boolean }) {
  const router = useRouter();
  const slot = useMemo(() => (isReady ? { name: "suggestion", owner } : NO_SLOT), [isReady, owner]);
  const { flow, send } = useCreateFlow(slot, (taskId) =>
    router.push(`/tasks/${taskId}/runs/latest`),
  );
  const isBusy = flow.phase !== "writing";
  return (
    <>
      <ul className="flex flex-wrap gap-2">
        {texts.map((text) => {
          const body = bodyFor(text);
          const isIt = flow.wish?.body === JSON.stringify(body);
          return (
            <li key={text} className="flex min-w-0 grow basis-56">
              <SuggestionCard
                text={text}
                isReady={isReady}
                isBusy={isBusy}
                isUnderWay={isBusy && isIt}
                isLost={flow.outcome === "lost" && isIt}
                onCreate={(anew) => void send(body, anew)}
              />
            </li>
          );
        })}
      </ul>
      <div className="-mt-2 has-[[role]:not(:empty)]:mt-0">
        <CreateStatus flow={flow} here="/tasks" onRefusal={ON_REFUSAL} />
      </div>
    </>
  );
}
