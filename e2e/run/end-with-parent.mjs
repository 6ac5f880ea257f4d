/** For a server that is to end with the command that started it, however that ends. */

/**
 * With END_WITH_PARENT=1, standard input is a pipe that nobody writes to: it ends when the other
 * end is gone, killed or not, and that is taken as a SIGTERM.
 */
export function endWithParent() {
  if (process.env.END_WITH_PARENT !== "1") return;
  const end = () => process.kill(process.pid, "SIGTERM");
  process.stdin.once("end", end).once("error", end).resume();
}
