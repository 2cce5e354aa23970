"""The forms that reporters fill in, each defined once as data, and everything that follows from a definition alone."""
