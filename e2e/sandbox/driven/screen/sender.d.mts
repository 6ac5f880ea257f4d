export function takeBatch<T>(waiting: T[]): T[];
