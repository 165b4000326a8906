"""Judges of files in other tools' formats: what a library or a schema, and a re-slice, object to.

One module a format, with ``complaints``: of what was written, what is wrong with it.
"""
