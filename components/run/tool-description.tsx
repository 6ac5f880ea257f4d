/** What a form says of itself; nothing when it says nothing. */
export const ToolDescription = ({ text }: { text: string }) =>
  text === "" ? null : (
    <p className="max-h-48 shrink-0 overflow-y-auto wrap-anywhere whitespace-pre-wrap text-muted">
      {text}
    </p>
  );
