"""The rules: a check is a file, a ``.rq`` that selects violations or a ``.ttl`` of shapes.

What no triple holds any more, because reading takes it away, is a ``.toml`` that names its sign.
"""

from doidkit.checks.check import (
    CYCLE,
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
from doidkit.checks.rows import bindings, labelled, row_findings, run, sign_findings
from doidkit.checks.shapes import read_shape_checks, shape_findings

__all__ = [
    "CYCLE",
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
    "read_shape_checks",
    "registry",
    "robot_profile",
    "row_findings",
    "rules",
    "run",
    "select",
    "shape_findings",
    "sign_findings",
    "verify_queries",
]
