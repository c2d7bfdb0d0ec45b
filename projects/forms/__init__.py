"""Forms of projects, people and invitations. They check shape and wording; what the state allows is asked later."""
