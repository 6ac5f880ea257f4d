import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const WORDS = {
  gone: "This question is no longer asked",
  another: "The agent asks another question now",
};

/** Takes the keyboard from a question that went away while it was being answered, and says so. */
export function LostQuestion({ is, onDismiss }: { is: keyof typeof WORDS; onDismiss: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div ref={box} role="status" tabIndex={-1} className="mb-3 rounded-lg last:mb-0">
      <Notice
        title={WORDS[is]}
        action={
          <Button look="quiet" size="small-icon" onClick={onDismiss} aria-label="Close this notice">
            <X aria-hidden />
          </Button>
        }
      >
        It was answered elsewhere, or the agent went on. What was typed here was not sent.
      </Notice>
    </div>
  );
}
