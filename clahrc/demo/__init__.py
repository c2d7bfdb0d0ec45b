"""The demo project: one collaboration over a year. `story` says what happened, `telling` does it by real actions."""
