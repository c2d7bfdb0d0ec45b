"""What each kind of export holds. The table is `reports/kinds/table.py`."""
