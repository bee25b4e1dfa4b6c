"""Metrics as ROBOT's ``measure`` writes them: a table, JSON, YAML or a page."""

import csv
import html
import json
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doidkit.measuring.metrics import Metrics

_COLUMNS = ("metric", "metric_value", "metric_type")


def render(metrics: "Metrics", *, format: str) -> str:
    """Return metrics as text in one of ``FORMATS``."""
    return _RENDERERS[format](metrics)


def _rows(metrics: "Metrics") -> list[tuple[str, str, str]]:
    found = [(name, _text(value), "single_value") for name, value in metrics.values.items()]
    found += [(name, each, "list_value") for name, every in metrics.lists.items() for each in every]
    found += [
        (name, f"{key} {value}", "map_value")
        for name, numbers in metrics.maps.items()
        for key, value in numbers.items()
    ]
    return sorted(found)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _delimited(delimiter: str) -> "Callable[[Metrics], str]":
    def written(metrics: "Metrics") -> str:
        out = StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([cell.replace("\t", " ") for cell in row] for row in _rows(metrics))
        return out.getvalue()

    return written


def _data(metrics: "Metrics") -> dict[str, object]:
    """Return the metrics under their names: values, then lists, then maps."""
    groups = (metrics.values, metrics.lists, metrics.maps)
    return {name: group[name] for group in groups for name in sorted(group)}


def _json(metrics: "Metrics") -> str:
    return json.dumps({"metrics": _data(metrics)}, indent=2, ensure_ascii=False)


def _yaml(metrics: "Metrics") -> str:
    return "\n".join(["metrics:", *_lines(_data(metrics), "  "), ""])


def _lines(data: Mapping[str, object], margin: str) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, Mapping) and value:
            yield f"{margin}{name}:"
            yield from _lines(value, f"{margin}  ")
        elif isinstance(value, tuple) and value:
            yield f"{margin}{name}:"
            yield from (f"{margin}- {json.dumps(each, ensure_ascii=False)}" for each in value)
        else:
            told = json.dumps([] if value == () else value, ensure_ascii=False)
            yield f"{margin}{name}: {told}"


def _html(metrics: "Metrics") -> str:
    head = "".join(f"  <th>{name}</th>\n" for name in _COLUMNS)
    body = "".join(
        "\t<tr>\n" + "".join(f"\t\t<td>{html.escape(cell)}</td>\n" for cell in row) + "\t</tr>\n"
        for row in _rows(metrics)
    )
    return (
        f'<table class="table table-bordered table-striped">\n<thead>\n<tr>\n{head}</tr>\n'
        f"</thead>\n{body}</table>\n"
    )


_RENDERERS: "Mapping[str, Callable[[Metrics], str]]" = {
    "tsv": _delimited("\t"),
    "csv": _delimited(","),
    "html": _html,
    "yaml": _yaml,
    "json": _json,
}
FORMATS = tuple(_RENDERERS)
"""The formats, by their names."""
