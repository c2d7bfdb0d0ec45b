"""Every write to consent forms and answers."""
