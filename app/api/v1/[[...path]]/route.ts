import { NOTHING } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = NOTHING;
