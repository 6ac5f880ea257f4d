#!/bin/sh
# The browser in $YIELDING_BROWSER, which leaves the processor to whatever is measured beside it.
exec nice -n 15 "$YIELDING_BROWSER" "$@"
