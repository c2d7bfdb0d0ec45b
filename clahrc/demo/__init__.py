"""The demo project: one collaboration over a year, told through the same actions that people use."""
