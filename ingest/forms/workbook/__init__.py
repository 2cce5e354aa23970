"""The form workbook: how it is laid out, written and read back. Holds no rules of its own."""
