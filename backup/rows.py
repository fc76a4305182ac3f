"""Rows as lines of JSON, the same from either database, and back."""

import base64
import datetime
import gzip
import io
import json

from django.utils.duration import duration_iso_string

# Rows that are packed, sent and kept in memory together.
PIECE = 1 << 21
BATCH = 200


def stored_fields(model):
    """Return the fields that are columns of this model's own table and are written by us."""
    fields = model._meta.local_concrete_fields
    return [field for field in fields if not getattr(field, "generated", False)]


def fields_of(model, columns):
    """Return the model's fields in the order of these columns: an older schema has another."""
    by_column = {field.column: field for field in stored_fields(model)}
    return [by_column[column] for column in columns]


def encode(values):
    """Return a row's values as one line. Nothing is rounded, sorted or left out."""
    line = json.dumps(values, default=_in_json, ensure_ascii=False, separators=(",", ":"))
    return line.encode() + b"\n"


def _in_json(value):
    """Return what JSON has no words for as its field's `to_python` reads it.

    Django's own encoder would cut times to the millisecond.
    """
    if isinstance(value, datetime.datetime) and value.tzinfo:
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    return str(value)  # UUID, Decimal


def row_from(line, fields, connection):
    """Return the values of a line as this database stores them. Raises ValueError for a bad one."""
    values = json.loads(line)
    if not isinstance(values, list):
        raise ValueError("a row is a list")
    return [
        field.get_db_prep_save(None if value is None else field.to_python(value), connection)
        for field, value in zip(fields, values, strict=True)
    ]


def packed(lines):
    """Yield the lines in compressed pieces of about PIECE bytes before they are packed."""
    piece, size = [], 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= PIECE:
            yield gzip.compress(b"".join(piece), 6, mtime=0)
            piece, size = [], 0
    if piece:
        yield gzip.compress(b"".join(piece), 6, mtime=0)


def lines_in(stream):
    """Yield the lines of one piece. Raises OSError, EOFError or zlib.error for a damaged one."""
    with gzip.GzipFile(fileobj=io.BufferedReader(stream)) as lines:
        yield from lines


def values_of_rows(model, alias):
    """Yield the values of every row in the order of the key, a few rows at a time."""
    names = [field.attname for field in stored_fields(model)]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    yield from rows.iterator(chunk_size=BATCH)


def insert(connection, table, fields, rows):
    """Insert these rows, in few statements."""
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(table)} ({', '.join(quote(f.column) for f in fields)}) VALUES "
    one = f"({', '.join(['%s'] * len(fields))})"
    most = max(1, min(BATCH, 900 // len(fields)))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), most):
            batch = rows[start : start + most]
            parameters = [value for row in batch for value in row]
            cursor.execute(into + ", ".join([one] * len(batch)), parameters)
