"""Whether what counts now can be true: Great Expectations suites over frames of the intermediate models.

One module a concern: the model it looks at and what it expects there. Bounds come from the seeds of the dbt project.
What is found raises a question and stops nothing; that a suite could not look is a failed check.
"""
