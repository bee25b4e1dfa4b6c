"""doidkit, the Disease Ontology workbench for Python.

>>> import doidkit
>>> doidkit.load().term("DOID:182").label
'calcinosis'

Names are loaded on first use (PEP 562), so ``import doidkit`` costs next to nothing.
"""

TYPE_CHECKING = False  # as in typing, whose import alone would double the cost
if TYPE_CHECKING:
    from doidkit.checking import check
    from doidkit.comparing import Change, Comparison, compare, patch
    from doidkit.conversion import convert
    from doidkit.data import Data
    from doidkit.errors import (
        AmbiguousTermError,
        CheckError,
        DoidkitError,
        EngineError,
        InputError,
        QueryError,
        SyntaxFault,
        UnknownQueryError,
        UnknownTermError,
    )
    from doidkit.explaining import Explanation, explain
    from doidkit.model import Finding, Location, Report, Severity, Solutions, Triples
    from doidkit.ontology import Branch, Match, Ontology, Synonym, Term, TermRef, load
    from doidkit.publishing import PushReport, pull, push
    from doidkit.querying import ask, construct, query, select
    from doidkit.reasoning import Classification, reason
    from doidkit.syntax.formats import GraphFormat, ResultFormat
    from doidkit.updating import Update, update
    from doidkit.validation import validate
    from doidkit.version import __version__

_HOME = {
    "check": "doidkit.checking",
    "Change": "doidkit.comparing",
    "Comparison": "doidkit.comparing",
    "compare": "doidkit.comparing",
    "patch": "doidkit.comparing",
    "convert": "doidkit.conversion",
    "Data": "doidkit.data",
    "AmbiguousTermError": "doidkit.errors",
    "CheckError": "doidkit.errors",
    "DoidkitError": "doidkit.errors",
    "EngineError": "doidkit.errors",
    "InputError": "doidkit.errors",
    "QueryError": "doidkit.errors",
    "SyntaxFault": "doidkit.errors",
    "UnknownQueryError": "doidkit.errors",
    "UnknownTermError": "doidkit.errors",
    "GraphFormat": "doidkit.syntax.formats",
    "ResultFormat": "doidkit.syntax.formats",
    "Finding": "doidkit.model",
    "Location": "doidkit.model",
    "Report": "doidkit.model",
    "Severity": "doidkit.model",
    "Solutions": "doidkit.model",
    "Triples": "doidkit.model",
    "Explanation": "doidkit.explaining",
    "explain": "doidkit.explaining",
    "Branch": "doidkit.ontology",
    "Match": "doidkit.ontology",
    "Ontology": "doidkit.ontology",
    "Synonym": "doidkit.ontology",
    "Term": "doidkit.ontology",
    "TermRef": "doidkit.ontology",
    "load": "doidkit.ontology",
    "PushReport": "doidkit.publishing",
    "pull": "doidkit.publishing",
    "push": "doidkit.publishing",
    "ask": "doidkit.querying",
    "construct": "doidkit.querying",
    "query": "doidkit.querying",
    "select": "doidkit.querying",
    "Classification": "doidkit.reasoning",
    "reason": "doidkit.reasoning",
    "Update": "doidkit.updating",
    "update": "doidkit.updating",
    "validate": "doidkit.validation",
    "__version__": "doidkit.version",
}

__all__ = [
    "AmbiguousTermError",
    "Branch",
    "Change",
    "CheckError",
    "Classification",
    "Comparison",
    "Data",
    "DoidkitError",
    "EngineError",
    "Explanation",
    "Finding",
    "GraphFormat",
    "InputError",
    "Location",
    "Match",
    "Ontology",
    "PushReport",
    "QueryError",
    "Report",
    "ResultFormat",
    "Severity",
    "Solutions",
    "Synonym",
    "SyntaxFault",
    "Term",
    "TermRef",
    "Triples",
    "UnknownQueryError",
    "UnknownTermError",
    "Update",
    "__version__",
    "ask",
    "check",
    "compare",
    "construct",
    "convert",
    "explain",
    "load",
    "patch",
    "pull",
    "push",
    "query",
    "reason",
    "select",
    "update",
    "validate",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'doidkit' has no attribute '{name}'")
    from importlib import import_module

    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
