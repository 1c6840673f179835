"""What all tests share: goldens, the languages, and property tests that are the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from zonetrack import words

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is printed now into the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in `golden/` beside the test, or writes it there."""

    def check(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), f"{path.name} differs; --update-golden accepts what is printed now"

    return check


@pytest.fixture(params=words.LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs a test once in each language."""
    words.use(request.param)
    yield request.param
    words.use("zh")


@pytest.fixture
def zh() -> None:
    words.use("zh")


@pytest.fixture
def en() -> Iterator[None]:
    words.use("en")
    yield
    words.use("zh")
