import type { CreateTask } from "@/lib/contract/actions";

/** What will be sent, to the letter. */
export const CreatePreview = ({ body }: { body: CreateTask | null }) => (
  <details className="rounded-lg border border-line bg-card">
    <summary className="cursor-pointer rounded-lg px-3 py-2 text-muted hover:text-ink">
      What will be sent
    </summary>
    <div className="border-t border-line px-3 py-2">
      {body ? (
        <pre className="max-h-96 overflow-auto text-xs whitespace-pre-wrap wrap-anywhere">
          {JSON.stringify(body, null, 2)}
        </pre>
      ) : (
        <p className="text-xs text-muted">Nothing yet: something above is missing.</p>
      )}
    </div>
  </details>
);
