"""What the state of an aim, a round of expectations or a pulse allows."""
