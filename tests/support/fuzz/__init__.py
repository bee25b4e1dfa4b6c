"""Malformed inputs, kills and faulty servers, tried without end: ``make fuzz``.

Every case is made from a number, so that a failure can be had again; the inputs of new failures
are kept under ``build/fuzz/``.
"""
