import { Monitor, Moon, Sun } from "lucide-react";

/** The looks to choose from, as `next-themes` names them. */
export const THEMES = [
  { id: "light", label: "Light", Icon: Sun },
  { id: "dark", label: "Dark", Icon: Moon },
  { id: "system", label: "System", Icon: Monitor },
] as const;
