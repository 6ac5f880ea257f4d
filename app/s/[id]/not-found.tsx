import { SharedNotice } from "@/components/share/shared-notice";

export default function NotFound() {
  return <SharedNotice is="unknown" />;
}
