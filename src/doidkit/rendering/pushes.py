"""What a push did, as text or JSON."""

import json
from dataclasses import asdict

from doidkit.publishing import Mode, PartReport, PushReport

FORMATS = ("text", "json")


def render(report: PushReport, *, format: str) -> str:
    """Return a report in one of ``FORMATS``."""
    return _json(report) if format == "json" else _text(report)


def parts(report: PartReport) -> str:
    """Return the files that were written and what each holds."""
    width = max(len(name) for name, _ in report.parts)
    lines = [f"  {name:{width}}  {count:,} triples" for name, count in report.parts]
    head = f"{report.folder}: {report.triples:,} triples in {len(report.parts)} parts"
    return "\n".join([head, *lines, f"  {report.metadata}"]) + "\n"


def _text(report: PushReport) -> str:
    where = f"<{report.graph}>" if report.graph else "the default graph"
    lines = [f"{where} at {report.store} ({report.kind})", f"  {_done(report)}"]
    if report.requests:
        lines.append(f"  {report.requests:,} requests, {report.bytes / 1e6:,.2f} MB")
    if report.after is not None:
        lines.append(f"  The graph now has {report.after:,} triples.")
    if report.cleaned:
        lines.append(f"  Removed the stage of {report.cleaned} earlier push that was cut short.")
    if report.fingerprint:
        lines.append("  Verified: read back and compared with what was sent, all of it.")
        lines.append(f"  Digest {report.fingerprint.digest}")
    if report.changes:
        lines.append("  The store changed literals, as it is known to:")
        lines += [f"    {count:,} times {change}" for change, count in report.changes]
    return "\n".join(lines) + "\n"


def _done(report: PushReport) -> str:
    blank = f", {report.components:,} groups of blank nodes" if report.components else ""
    size = f"{report.triples:,} triples{blank}"
    if report.whole:
        return f"Sent all {size}: this store cannot remove single blank nodes, as a delta must."
    if report.mode is Mode.DELTA:
        verb = "Would send" if report.dry_run else "Sent"
        return f"{verb} {report.sent:,} and remove {report.removed:,} to make it {size}."
    verb = {Mode.REPLACE: "replace it", Mode.APPEND: "add to it"}[report.mode]
    if report.dry_run:
        return f"Would send {size}, to {verb}."
    return f"Sent {size}, to {verb}."


def _json(report: PushReport) -> str:
    record = asdict(report) | {"mode": report.mode.value, "faithful": report.faithful}
    record["changes"] = dict(report.changes)
    if report.fingerprint:
        record["fingerprint"]["predicates"] = {
            name: {"triples": count, "digest": digest}
            for name, count, digest in report.fingerprint.predicates
        }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
