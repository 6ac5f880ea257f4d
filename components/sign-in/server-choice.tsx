/** Which of the configured servers the key belongs to, by name; the form's `upstream`. */
export function ServerChoice({ names }: { names: string[] }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">Server</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(7rem,100%),1fr))] gap-2">
        {names.map((name, index) => (
          <label
            key={name}
            className="flex min-h-9 min-w-0 cursor-pointer items-center gap-2 rounded-lg border border-line-strong px-3 has-checked:border-accent has-checked:bg-running-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="upstream"
              value={name}
              defaultChecked={index === 0}
              className="shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 wrap-anywhere">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
