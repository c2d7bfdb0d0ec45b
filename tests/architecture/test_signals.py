"""What is said low and heard high, in full: a receiver nobody expects is a hidden road."""

from __future__ import annotations

from importlib import import_module
from weakref import ReferenceType

from django.core import signals as core_signals
from django.db.backends import signals as backend_signals
from django.db.models import signals as model_signals
from django.dispatch import Signal

from tests.architecture.source import APPS, ROOT

RECEIVERS: dict[str, set[str]] = {
    "accounts.signals.sign_in_mail": {"notifications.receivers.queue_sign_in_mail"},
    "accounts.signals.person_erased": {
        "contributions.receivers.forget_contributor",
        "dialogues.receivers.forget_author",
        "milestones.receivers.forget_owner",
        "notifications.receivers.forget_mails",
        "participants.receivers.forget_consents",
        "projects.receivers.forget_member",
        "reports.receivers.forget_files",
        "understanding.receivers.forget_writer",
    },
    "accounts.signals.person_merged": {"dialogues.receivers.follow_merge"},
    "participants.signals.participant_withdrawn": {
        "contributions.receivers.take_back_words",
        "dialogues.receivers.take_back_words",
        "reports.receivers.end_files",
        "understanding.receivers.take_back_words",
    },
    "projects.signals.naming_changed": {"dialogues.receivers.follow_naming"},
}


def heard(signal: Signal) -> set[str]:
    """The dotted names of the functions connected to a signal, whatever the sender."""
    found = [entry[1] for entry in signal.receivers]
    live = [receiver() if isinstance(receiver, ReferenceType) else receiver for receiver in found]
    return {f"{receiver.__module__}.{receiver.__qualname__}" for receiver in live if receiver is not None}


def ours() -> dict[str, Signal]:
    """Every signal that an app declares."""
    with_signals = [app for app in APPS if (ROOT / app / "signals.py").exists()]
    return {
        f"{app}.signals.{name}": value
        for app in with_signals
        for name, value in vars(import_module(f"{app}.signals")).items()
        if isinstance(value, Signal)
    }


def test_each_of_our_signals_is_heard_by_exactly_these() -> None:
    assert {name: heard(signal) for name, signal in ours().items()} == RECEIVERS


def test_we_listen_to_no_signal_of_django() -> None:
    """A save that does more than save cannot be read where it happens."""
    theirs = [
        value
        for module in (model_signals, core_signals, backend_signals)
        for value in vars(module).values()
        if isinstance(value, Signal)
    ]
    listeners = {name for signal in theirs for name in heard(signal)}
    assert {name for name in listeners if name.partition(".")[0] in (*APPS, "clahrc")} == set()
