"""The review workbook: where what stands in it, and what comes back in it from the working group."""
