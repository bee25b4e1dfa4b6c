"""SHACL, evaluated set-at-a-time: the shapes decide how many queries there are, not the data.

``parse`` makes a shapes graph into a typed model. ``local`` evaluates it over data in memory,
``remote`` as SPARQL where the data is; both give ``report.Result`` values, and ``report`` the W3C
report graph. ``plan`` explains.
"""
