export const ROOT: string;
export function runtime(): string;
