"""What leaves the house: the results of one municipality and year as page, print and documents, with a manifest.

Puts facts of the marts into words and layout; computes no indicator and decides no status.
"""
