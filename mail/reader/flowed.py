"""Texts whose lines must be joined: format=flowed (RFC 3676) and text/enriched (RFC 1896)."""

import re

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z-]{0,60}>")
_PARAMETER = re.compile(r"<param>[^<]{0,1000}</param>", re.I)
_BREAKS = re.compile(r"\n+")


def unfold_flowed(text: str, deletes_space: bool) -> str:
    """Return flowed text with its soft line breaks taken out, quotes kept apart."""
    done: list[str] = []
    flow: list[str] = []
    depth_before = 0
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if flow and depth != depth_before:
            done.append(quoted_line(flow, depth_before))
            flow = []
        depth_before = depth
        is_soft = content.endswith(" ") and content != "-- "
        flow.append(content[:-1] if is_soft and deletes_space else content)
        if not is_soft:
            done.append(quoted_line(flow, depth))
            flow = []
    if flow:
        done.append(quoted_line(flow, depth_before))
    return "\n".join(done)


def quoted_line(flow: list[str], depth: int) -> str:
    """Return one line of the joined pieces, with its marks of quoting."""
    return (">" * depth + " " if depth else "") + "".join(flow)


def read_enriched(text: str) -> str:
    """Return text/enriched without its commands: n line ends in a row mean n - 1."""
    text = _BREAKS.sub(lambda run: "\n" * (len(run[0]) - 1) or " ", text)
    parts = _PARAMETER.sub("", text).split("<<")
    return "<".join(_TAG.sub("", part) for part in parts)
