"""What is measured: a module for each row. The list is `bench/rows/table.py`."""
