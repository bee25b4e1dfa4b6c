"""What a merge gives."""

from dataclasses import dataclass

from doidkit.comparing.merging.phrases import Place


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file: its bytes, where conflicts are left, and why it is no merge by axioms."""

    data: bytes
    conflicts: tuple[Place, ...] = ()
    remark: str = ""
