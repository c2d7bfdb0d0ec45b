"""The peers themselves take minutes; here is what is ours: the pinned list, the scripts, the words without an index."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bench.frame import BenchError
from bench.load import Browser
from bench.peers import ground
from bench.peers.pinned import PEERS, Ground
from bench.rows.p13 import KINDS

ENVIRONMENT = Ground(
    python=Path(sys.executable),
    folder=Path("/somewhere/taguette"),
    port=4711,
    database_url="postgres://who:se%40cret@%2Frun%2Fsockets/name",
    redis_url="unix:///run/valkey.sock?db=0",
)


@pytest.mark.parametrize("name", PEERS)
def test_the_peer_itself_is_pinned_to_one_version(name: str) -> None:
    itself = PEERS[name].requirements[0]
    assert itself.partition("==")[0].partition("[")[0] == name
    assert itself.partition("==")[2].count(".") == 2


def test_packages_are_asked_for_by_name_alone() -> None:
    assert [word for peer in PEERS.values() for word in peer.requirements if "/" in word or "@" in word] == []


@pytest.mark.parametrize("name", PEERS)
def test_its_seed_compiles_and_knows_nothing_of_ours(name: str) -> None:
    tree = ast.parse((ground.HERE / f"seed_{name}.py").read_text())
    compile(tree, name, "exec")
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert [module for module in modules if module.split(".")[0] in {"bench", "clahrc", "core"}] == []


def test_every_page_that_is_compared_is_one_that_the_seed_prints() -> None:
    missing = [
        (peer, page)
        for kind in KINDS
        for peer, pages in kind.peers.items()
        for page in pages.values()
        if page and f'"{page}": [' not in (ground.HERE / f"seed_{peer}.py").read_text()
    ]
    assert missing == []


def test_every_peer_that_is_compared_has_a_goal() -> None:
    assert [(kind.name, peer) for kind in KINDS for peer in kind.peers if peer not in kind.goals] == []


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_is_told_its_own_database(name: str) -> None:
    told = " ".join(PEERS[name].environment(ENVIRONMENT).values())
    assert "name" in told
    assert "se%40cret" in told or "se@cret" in told


def test_a_server_behind_a_socket_is_named_as_a_parameter() -> None:
    assert ENVIRONMENT.named_place_url == "postgresql://who:se%40cret@/name?host=/run/sockets"


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, on a machine that reaches no index."""
    words = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(tmp_path)}
    for name, value in words.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_an_index_that_does_not_answer_gives_a_sentence(offline: Path) -> None:
    with pytest.raises(BenchError, match=r"^the packages of taguette could not be had from the index; .*install\.log"):
        ground.environment_of("taguette", offline)
    assert not (offline / "environment" / "requirements.txt").exists()


def test_an_environment_that_is_there_is_kept_until_another_version_is_pinned(offline: Path) -> None:
    stamp = offline / "environment" / "requirements.txt"
    stamp.parent.mkdir()
    stamp.write_text("\n".join(PEERS["doccano"].requirements))
    assert ground.environment_of("doccano", offline) == offline / "environment" / "bin" / "python"
    stamp.write_text("doccano==0.0.1")
    with pytest.raises(BenchError):
        ground.environment_of("doccano", offline)


def test_a_peer_has_cookies_and_bodies_of_its_own() -> None:
    browser = Browser(80, cookie="user=x; _xsrf=y")
    asked, sent = browser.send("/a", b""), browser.send("/b", b"{}", expected=201, X_XSRFToken="y")
    assert asked.raw.startswith(b"GET /a HTTP/1.1")
    assert b"Cookie: user=x; _xsrf=y\r\n" in asked.raw
    assert sent.raw.startswith(b"POST /b HTTP/1.1")
    assert b"X-XSRFToken: y\r\n" in sent.raw
    assert sent.raw.endswith(b"Content-Length: 2\r\nOrigin: http://localhost:80\r\nX-XSRFToken: y\r\n\r\n{}")
