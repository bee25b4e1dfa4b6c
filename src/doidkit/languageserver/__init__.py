"""What an editor shows of an ontology while somebody types: findings, names, places, mends.

A document is its frames (``frames``): an edit cuts and reads those that it touched, and asks
the rules about their terms alone (``rules``, of a store that ``knowledge`` keeps). What needs the
whole file is done in a process after a pause (``whole``). ``protocol`` speaks the Language
Server Protocol.
"""

from doidkit.languageserver.opening import require

__all__ = ["require"]
