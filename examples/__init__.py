"""Demonstration data: what real reporters would send, with invented figures; every workbook says PARAUGDATI."""
