"""What the state of a project allows. `check_x` raises `Refused` with the sentence to show; `can_x` answers."""
