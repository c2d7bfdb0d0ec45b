"""Every write to consent forms, answers and withdrawals."""
