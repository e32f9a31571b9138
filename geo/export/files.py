"""Write whole files or none: beside the target first, then renamed onto it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

PART = ".part"  # ends the name of a file that is not whole yet


def encode_json(value: object, *, pretty: bool = False) -> bytes:
    """
    Encode a value as one JSON text in UTF-8, without a line end.

    Letters of all scripts stay as they are. Half of a surrogate pair, which UTF-8 cannot hold,
    becomes its JSON escape.

    Raises
    ------
    ExportError
        If a number is not finite: RFC 8259 has no NaN and no infinity.

    Examples
    --------
    >>> encode_json({"name": "درعا"}).decode()
    '{"name":"درعا"}'
    """
    indent, separators = (2, None) if pretty else (None, (",", ":"))
    try:
        text = json.dumps(
            value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
        )
    except ValueError as problem:
        raise ExportError(f"the result cannot be written as JSON: {problem}") from problem
    return text.encode("utf-8", "backslashreplace")


def write_json_atomically(path: Path | None, value: object, *, pretty: bool = False) -> None:
    """
    Write a value as a JSON file, whole or not at all.

    Parameters
    ----------
    path
        The file; standard output when None.

    Raises
    ------
    ExportError
        If the path cannot be written; what stood there before stands there still.
    """
    with whole_file(path) as file:
        file.write(encode_json(value, pretty=pretty) + b"\n")


@contextmanager
def whole_file(path: Path | None) -> Iterator[BinaryIO]:
    """
    Open a file that appears at ``path`` when the block ends well, and not otherwise.

    Standard output (None), pipes and devices get everything at the end of the block.

    Raises
    ------
    ExportError
        If the path cannot be written.
    """
    try:
        if path is None:
            if sys.stdout is None:
                raise ExportError("standard output is closed")
            with _copied_to(sys.stdout.buffer) as file:
                yield file
        elif path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device, _copied_to(device) as file:
                yield file
        else:
            with _renamed_to(path.resolve()) as file:
                yield file
    except BrokenPipeError:
        raise  # the reader has enough: no error
    except OSError as problem:
        name = "standard output" if path is None else str(path)
        raise ExportError(f"{name} cannot be written: {_reason(path, problem)}") from problem


def check_writable(path: Path | None) -> None:
    """
    Refuse a path that cannot be written, before the work whose result is to go there.

    Raises
    ------
    ExportError
        If the path is a folder, or its folder is missing or closed to us.
    """
    if path is None:
        return
    target = path.resolve()
    if target.is_dir():
        raise ExportError(f"{path} cannot be written: it is a folder, wanted a file")
    if not target.parent.is_dir():
        raise ExportError(f"{path} cannot be written: there is no folder {target.parent}")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise ExportError(f"{path} cannot be written: permission denied")


@contextmanager
def _copied_to(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a temporary file that is copied to a stream when the block ends well."""
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        shutil.copyfileobj(file, stream)
        stream.flush()


@contextmanager
def _renamed_to(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside ``path`` that is renamed onto it when the block ends well."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    """Return the permission bits new files must not have; reading them means setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _reason(path: Path | None, problem: OSError) -> str:
    """Say why a write failed, without the name of the temporary file."""
    if path is not None and path.is_dir():
        return "it is a folder, wanted a file"
    if path is not None and not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    other = str(problem.filename or "")
    elsewhere = other and other != str(path) and not other.endswith(PART)
    where = f" ({other})" if elsewhere else ""
    return (problem.strerror or str(problem)) + where
