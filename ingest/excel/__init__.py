"""Any Excel workbook: is it one, is it safe to open, and what a reader of values would not see; findings by cell."""
