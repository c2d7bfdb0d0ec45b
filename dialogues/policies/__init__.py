"""Does the state of a dialogue allow it?"""
