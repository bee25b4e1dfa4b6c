"""The rules: a check is a file, a ``.rq`` that selects violations or a ``.ttl`` of shapes."""

from doidkit.checks.check import (
    Check,
    Columns,
    ConfiguredCheck,
    Kind,
    Option,
    OptionType,
    OptionValue,
    Profile,
    Setting,
)
from doidkit.checks.profiles import profile, profile_names
from doidkit.checks.registry import collect, registry, rules, select
from doidkit.checks.robot import robot_profile, verify_queries
from doidkit.checks.rows import bindings, labelled, row_findings, run
from doidkit.checks.shapes import shape_findings

__all__ = [
    "Check",
    "Columns",
    "ConfiguredCheck",
    "Kind",
    "Option",
    "OptionType",
    "OptionValue",
    "Profile",
    "Setting",
    "bindings",
    "collect",
    "labelled",
    "profile",
    "profile_names",
    "registry",
    "robot_profile",
    "row_findings",
    "rules",
    "run",
    "select",
    "shape_findings",
    "verify_queries",
]
