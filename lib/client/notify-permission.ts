export type Permission = "granted" | "denied" | "default" | "insecure" | "absent";

/** Whether this browser allows notifications now; in a browser only. */
export function notifyPermission(): Permission {
  if (!window.isSecureContext) return "insecure";
  if (!("Notification" in window)) return "absent";
  return Notification.permission;
}
