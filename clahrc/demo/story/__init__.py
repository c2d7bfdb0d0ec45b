"""What happened in the demo: its people, what they wrote and said, and on which days. Nothing but literals.

Days count from the day on which the demo is loaded: -300 is 300 days before it. All text is our own.
"""
