"""What each kind of export holds. The table is `kinds/table.py`."""
