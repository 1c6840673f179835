"""Intake: a bounded look into the zip that a workbook is, before a reader that trusts it opens it.

The reader takes as much memory as a file asks for, and ends the whole program when it does not get it.  So every part
that it will read is unpacked here first, piece by piece, and never held: what is hostile is refused at little cost.
"""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from zonetrack.intake.bounds import Unsheetlike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

MEMBERS = 2_000
PART = 320 * 1024 * 1024  # bytes unpacked: 200,000 rows of 15 columns are 120 million
TOTAL = 400 * 1024 * 1024
# A sheet shrinks to a tenth or a fiftieth.  Small parts may shrink to nothing: there is no harm in them.
RATIO = 250
_SMALL = 16 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")  # the record that ends a zip: signature, …, members, directory's size and place, …
_HEADER = struct.Struct("<26x2H")  # what precedes a part: …, the lengths of its name and of what else is said of it
_PIECE = 64 * 1024  # bytes read at a time
_PIECE_OUT = 1024 * 1024  # bytes unpacked at a time, at most
_TAG = 64 * 1024  # bytes, more than any honest tag has


class Package:
    """The parts of a zip by their names, which mean the same in any case and with either slash."""

    def __init__(self, file: str, content: bytes) -> None:
        self._file = file
        self._content = content
        self._parts: dict[str, ZipInfo] = {}
        self._sound: dict[str, ZipInfo] = {}  # those that have been unpacked to their end
        self._check_end()
        try:
            members = ZipFile(BytesIO(content)).infolist()
        # zipfile raises NotImplementedError for a zip of a version that it does not know.
        except (BadZipFile, NotImplementedError, ValueError, struct.error):
            raise self.broken() from None
        for member in members:
            name = _normal(member.filename)
            if name in self._parts:
                raise self.broken()
            self._parts[name] = member
        self._check_sizes()

    def broken(self) -> Unsheetlike:
        """Return the refusal of a file that no program can have saved so."""
        return Unsheetlike("sheet.broken", file=self._file)

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    def size(self, name: str) -> int:
        """Return how many bytes a part has, unpacked."""
        return self._part(name).file_size

    def names(self) -> list[str]:
        """Return the names of the parts in small letters."""
        return list(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield what a part holds.

        Raises Unsheetlike if it is not there, or is not what the directory of the zip says.
        """
        part = self._part(name)
        size = checksum = 0
        for piece in self._unpacked(part):
            size += len(piece)
            if size > part.file_size:
                raise self.broken()
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != part.file_size or checksum != part.CRC:
            raise self.broken()
        self._sound[name] = part

    def markup(self, name: str) -> Iterator[bytes]:
        """Yield the XML of a part in pieces that do not end inside of a tag.

        Raises Unsheetlike for what readers of XML understand differently: declarations of types and entities, marked
        sections, encodings other than UTF-8, tags without end.
        """
        rest = b""
        for number, piece in enumerate(self.pieces(name)):
            if number == 0 and not _is_utf8(piece):
                raise self.broken()
            rest += piece
            if _DECLARATION.search(rest):
                raise self.broken()
            end = rest.rfind(b"<")
            if end < 0 or rest.find(b">", end) >= 0:
                end = len(rest)
            elif len(rest) - end > _TAG:
                raise self.broken()
            yield rest[:end]
            rest = rest[end:]
        if rest:
            raise self.broken()

    def elements(self, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the elements of a small part of XML, each by its name without prefix and its attributes.

        Raises Unsheetlike for XML that is not well-formed, and for more of it than such a part has.
        """
        if self.size(name) > _SMALL:
            raise Unsheetlike("sheet.bomb", file=self._file)
        found: list[tuple[str, dict[str, str]]] = []
        parser = ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
        try:
            for piece in self.markup(name):
                parser.Parse(piece)
                yield from found
                found.clear()
            parser.Parse(b"", True)
        except ExpatError:
            raise self.broken() from None

    def sound(self, added: dict[str, bytes]) -> bytes:
        """Return a zip of nothing but the parts that have been looked at to their end, and of those `added`.

        A reader of it finds what was looked at, however it looks for it.
        """
        parts = [
            (name, part.compress_type, part.CRC, part.file_size, self._packed(part))
            for name, part in self._sound.items()
        ]
        parts += [
            (name, ZIP_STORED, zlib.crc32(content), len(content), memoryview(content))
            for name, content in added.items()
        ]
        file, directory = bytearray(), bytearray()
        for name, method, checksum, size, packed in parts:
            encoded = name.encode()
            about = struct.pack("<5H3L2H", 20, 0x800, method, 0, 0, checksum, len(packed), size, len(encoded), 0)
            directory += b"PK\1\2\24\0" + about + struct.pack("<3H2L", 0, 0, 0, 0, len(file)) + encoded
            file += b"PK\3\4" + about + encoded + packed
        end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(file), 0)
        return bytes(file + directory + end)

    def _part(self, name: str) -> ZipInfo:
        part = self._parts.get(_normal(name))
        if part is None:
            raise self.broken()
        return part

    def _check_end(self) -> None:
        """Refuse a zip whose directory is too long, or can be taken for another one."""
        tail = self._content[-_END.size - 0xFFFF :]
        at = tail.rfind(b"PK\5\6")
        if at < 0 or tail.count(b"PK\5\6") > 1 or len(tail) - at < _END.size:
            raise self.broken()
        *_, members, size, place, comment = _END.unpack_from(tail, at)
        end = len(self._content) - len(tail) + at
        if place + size != end or end + _END.size + comment != len(self._content):
            raise self.broken()
        if members > MEMBERS or size > MEMBERS * 512:
            raise Unsheetlike("sheet.bomb", file=self._file)

    def _check_sizes(self) -> None:
        if len(self._parts) > MEMBERS:
            raise Unsheetlike("sheet.bomb", file=self._file)
        for part in self._parts.values():
            if part.flag_bits & 1 or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise self.broken()
            swollen = part.file_size > max(_SMALL, RATIO * part.compress_size)
            if part.file_size > PART or swollen:
                raise Unsheetlike("sheet.bomb", file=self._file)
        if sum(part.file_size for part in self._parts.values()) > TOTAL:
            raise Unsheetlike("sheet.bomb", file=self._file)

    def _packed(self, part: ZipInfo) -> memoryview:
        """Return the bytes of a part as they stand in the zip."""
        header = self._content[part.header_offset : part.header_offset + _HEADER.size]
        if len(header) < _HEADER.size or not header.startswith(b"PK\3\4"):
            raise self.broken()
        start = part.header_offset + _HEADER.size + sum(_HEADER.unpack(header))
        return memoryview(self._content)[start : start + part.compress_size]

    def _unpacked(self, part: ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of a part to the end of the data itself, whatever size it is said to have."""
        packed = self._packed(part)
        if part.compress_type == ZIP_STORED:
            for at in range(0, len(packed), _PIECE):
                yield bytes(packed[at : at + _PIECE])
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _PIECE):
                rest: bytes | memoryview = packed[at : at + _PIECE]
                while rest:
                    yield inflater.decompress(rest, _PIECE_OUT)
                    rest = inflater.unconsumed_tail
        except zlib.error:
            raise self.broken() from None
        yield inflater.flush()
        if not inflater.eof:
            raise self.broken()


_DECLARATION = re.compile(rb"<!(?!--)")


def _normal(name: str) -> str:
    return name.replace("\\", "/").lower()


def _is_utf8(start: bytes) -> bool:
    """Whether XML that starts so is in UTF-8, by its first bytes and by its declaration."""
    if b"\0" in start[:4] or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = re.match(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""", start)
    return declared is None or declared[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}
