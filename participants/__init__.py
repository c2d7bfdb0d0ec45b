"""People the data are about: pseudonym here, identity in a table of its own."""
