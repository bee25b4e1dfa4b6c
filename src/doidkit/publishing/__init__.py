"""To triple stores and back: push, pull, and parts for bulk loaders."""

from doidkit.publishing.partition import partition
from doidkit.publishing.pulling import pull, pull_file
from doidkit.publishing.pushing import push
from doidkit.publishing.report import Mode, PartReport, Phase, PushReport

__all__ = ["Mode", "PartReport", "Phase", "PushReport", "partition", "pull", "pull_file", "push"]
