/** Which of the configured servers the key belongs to, by name; the form's `upstream`. */
export function ServerChoice({ names }: { names: string[] }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">Server</legend>
      <div className="flex flex-wrap gap-2">
        {names.map((name, index) => (
          <label
            key={name}
            className="flex h-9 min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-lg border border-line-strong px-3 has-checked:border-accent has-checked:bg-running-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="upstream"
              value={name}
              defaultChecked={index === 0}
              className="accent-accent outline-none"
            />
            <span className="truncate">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
