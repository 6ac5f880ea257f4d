"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { notify } from "@/lib/client/notifications";
import { notifyPermission, type Permission } from "@/lib/client/notify-permission";
import { useNotifyChoice } from "@/lib/client/use-notify";
import { closeWindow, SHELL_OPENING } from "@/lib/client/shell-window";

const ABOUT =
  "While you look elsewhere, this browser tells you when a run waits for you, ends or fails: the run that is open in a tab, or the tasks that are listed in one. It says the state and the task's name.";

const WHY_NOT: Record<Permission, ReactNode> = {
  granted: null,
  default: null,
  denied:
    "This browser refuses notifications from Runboard. Allow them in the settings of this site, which are beside the address, then check again.",
  insecure:
    "Browsers show notifications of https pages alone. Open Runboard by an https address, or on this machine as localhost.",
  absent: "This browser shows no notifications of pages.",
};

/** Turns desktop notifications on and off, or says why there are none. */
export function NotifyWindow() {
  const [wanted, setWanted] = useNotifyChoice();
  const [permission, setPermission] = useState(notifyPermission);
  const [hasAsked, setAsked] = useState(false);
  const isOn = wanted && permission === "granted";
  const turnOn = async () => {
    const answer = await Notification.requestPermission();
    const works =
      answer !== "granted" ||
      notify("Notifications are on", "Runboard tells you like this", "on", () => {});
    setPermission(works ? answer : "absent");
    setAsked(true);
    setWanted(works && answer === "granted");
  };
  const turnOff = () => {
    setWanted(false);
    setAsked(false);
  };
  const close = () => closeWindow();
  const action = {
    granted: isOn ? { words: "Turn off", act: turnOff } : { words: "Turn on", act: turnOn },
    default: { words: "Turn on", act: turnOn },
    denied: { words: "Check again", act: () => setPermission(notifyPermission()) },
    insecure: null,
    absent: null,
  }[permission];
  return (
    <Dialog
      opening={SHELL_OPENING}
      title="Desktop notifications"
      description={isOn ? "On in this browser" : "Off in this browser"}
    >
      <DialogBody className="flex flex-col gap-3 p-4">
        <p className="text-pretty">{ABOUT}</p>
        <p role="status" className="font-medium text-pretty empty:hidden">
          {WHY_NOT[permission] ??
            (isOn
              ? hasAsked && "They are on. If you saw none just now, look at your system's settings."
              : hasAsked &&
                permission === "default" &&
                "The browser has not been allowed to. Try again, or look for its question beside the address.")}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button look="quiet" onClick={close}>
          Close
        </Button>
        {action && (
          // One button, so that the keyboard stays on it whatever it is called.
          <Button look={isOn ? "plain" : "primary"} onClick={() => void action.act()}>
            {action.words}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
