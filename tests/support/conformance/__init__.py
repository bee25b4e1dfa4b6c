"""Other people's suites, tried as a whole: ``make conformance`` writes docs/correctness.md.

A suite compares doidkit with a judge, case by case. What differs on purpose is named in
``reasons.py``; any other difference fails the run.
"""
