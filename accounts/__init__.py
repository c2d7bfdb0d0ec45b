"""Who am I: a custom user with e-mail sign-in, profile, sessions."""
