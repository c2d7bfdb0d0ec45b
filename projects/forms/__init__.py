"""Forms of projects and people. They check shape and wording; what the state allows is asked later."""
