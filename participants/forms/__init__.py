"""Forms of consent and withdrawal. They check shape and wording; what the state allows is asked later."""
