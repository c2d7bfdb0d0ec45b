"""Django's own Postgres, with a cheaper look at whether a connection still lives."""
