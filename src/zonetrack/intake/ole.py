"""Intake: the streams of a compound file, which is how Excel saved workbooks until 2003 and saves protected ones.

Every chain of sectors is followed to its end before a reader follows it: in a damaged file it may have none.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.intake.bounds import Unsheetlike

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST = 0xFFFFFFFA  # numbers above are marks, not sectors
_END = 0xFFFFFFFE
_ENTRY = 128  # bytes of an entry of the directory
_MINI = 64  # bytes of a sector of a short stream
_SHORT = 4096  # bytes: shorter streams are kept in such sectors


class _Stream(NamedTuple):
    """A stream by its first sector and its bytes."""

    first: int
    size: int


class Compound:
    """The streams of a compound file by their names.

    Raises Unsheetlike for a file whose sectors lead out of it or in a circle.
    """

    def __init__(self, file: str, content: bytes) -> None:
        self._file = file
        self._content = content
        try:
            shift, mini_shift = struct.unpack_from("<2H", content, 30)
            fats, directory, mini, minis, more, mores = struct.unpack_from("<2L8x4L", content, 44)
            table = list(struct.unpack_from("<109L", content, 76))
        except struct.error:
            raise self.broken() from None
        if shift not in {9, 12} or mini_shift != 6:
            raise self.broken()
        self._size = 1 << shift
        self._sectors = len(content) >> shift
        for _ in range(min(mores, self._sectors)):
            *numbers, more = self._numbers(more)
            table += numbers
        self._table = [number for sector in table[:fats] if sector <= _LAST for number in self._numbers(sector)]
        self._streams = self._directory(self._joined(directory))
        root = self._streams.get("Root Entry", _Stream(_END, 0))
        self._short = self._joined(root.first)
        self._mini_table = self._unpacked(self._joined(mini) if minis else b"")

    def broken(self) -> Unsheetlike:
        """Return the refusal of a file that no program can have saved so."""
        return Unsheetlike("sheet.broken", file=self._file)

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """Return what the stream `name` holds, which must be there."""
        stream = self._streams[name]
        if stream.size >= _SHORT:
            whole = self._joined(stream.first)
        else:
            chain = self._chain(stream.first, self._mini_table)
            whole = b"".join(self._short[number * _MINI : (number + 1) * _MINI] for number in chain)
        if len(whole) < stream.size:
            raise self.broken()
        return whole[: stream.size]

    def replaced(self, name: str, stream: bytes) -> bytes:
        """Return the file with `stream` in the place of the stream `name`, which is as long."""
        if stream == self.stream(name):
            return self._content
        if len(stream) < _SHORT:
            raise self.broken()
        file = bytearray(self._content)
        for turn, number in enumerate(self._chain(self._streams[name].first, self._table)):
            start = (number + 1) * self._size
            part = stream[turn * self._size : (turn + 1) * self._size]
            file[start : start + len(part)] = part
        return bytes(file)

    def _sector(self, number: int) -> bytes:
        """Return a sector, the last one of a file filled up: some programs cut it short."""
        start = (number + 1) * self._size
        sector = self._content[start : start + self._size]
        if not sector:
            raise self.broken()
        return sector.ljust(self._size, b"\0")

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return self._unpacked(self._sector(sector))

    def _unpacked(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}L", content)

    def _chain(self, first: int, table: Sequence[int]) -> list[int]:
        """Return the numbers of the sectors from `first` on, as `table` says what follows what."""
        chain: list[int] = []
        number = first
        while number != _END:
            if number >= len(table) or len(chain) >= len(table):
                raise self.broken()
            chain.append(number)
            number = table[number]
        return chain

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first, self._table)))

    def _directory(self, entries: bytes) -> dict[str, _Stream]:
        """Return the streams that a directory lists; the root, which holds the short ones, among them."""
        found: dict[str, _Stream] = {}
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            name, first, size = struct.unpack_from("<64s52xLL", entries, at)
            found.setdefault(name.decode("utf-16-le", "replace").partition("\0")[0], _Stream(first, size))
        return found
