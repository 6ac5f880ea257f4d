import { UnknownLink } from "@/components/answer-link/answer-link-screen";

export default function NotFound() {
  return <UnknownLink />;
}
