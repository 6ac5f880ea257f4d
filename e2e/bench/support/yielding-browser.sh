#!/bin/sh
# The browser in $YIELDING_BROWSER, which runs when nothing that is measured beside it wants to.
if chrt --idle 0 true 2>/dev/null; then exec chrt --idle 0 "$YIELDING_BROWSER" "$@"; fi
exec nice -n 19 "$YIELDING_BROWSER" "$@"
