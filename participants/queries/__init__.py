"""Page-sized reads of consent forms, answers and withdrawals."""
