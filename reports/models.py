"""Exports: files that leave, made by a worker, with a manifest of what was left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Submitted
from projects.models import Project
from reports.enums import STATE_MARKS, ExportKind, ExportState

if TYPE_CHECKING:
    from accounts.models import User


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports as somebody sees them."""

    def visible_to(self, person: User) -> ExportQuerySet:
        """Those this person asked for: about themselves, or in projects they still see."""
        return self.filter(Q(project=None) | Q(project__in=Project.objects.visible_to(person)), submitted_by=person)


class Export(Submitted):
    """One file, from asked for to expired. Without a project it is about whoever asked.

    `attempt` rises with each retry, and a worker that lost its attempt writes nothing. `fingerprint` is a hash over
    the rows that went in and their permission: when it no longer matches at download, the file is not given out.
    `heartbeat_at` is when a waiting row was last put in the queue, and when a worker was last heard of. `stored_as` is
    the file's generated name below `MEDIA_ROOT/exports`; `size` is in bytes.
    """

    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=16, choices=ExportKind.choices)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    downloaded_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    stored_as = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    manifest = models.JSONField(default=dict)

    objects = ExportQuerySet.as_manager()

    class Privacy:
        plain = (
            "project",
            "kind",
            "state",
            "attempt",
            "done",
            "total",
            "reason",
            "heartbeat_at",
            "ready_at",
            "expires_at",
            "downloaded_at",
            "file_name",
            "stored_as",
            "size",
            "sha256",
            "fingerprint",
            "manifest",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="reports_export_state"),
            models.CheckConstraint(
                condition=Q(project=None, kind=ExportKind.MY_DATA)
                | (Q(project__isnull=False) & ~Q(kind=ExportKind.MY_DATA)),
                name="reports_export_project_or_mine",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExportState.READY) | ~Q(stored_as=""), name="reports_export_ready_has_file"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-created_at"], name="reports_export_project"),
            models.Index(
                fields=["heartbeat_at"], condition=Q(state__in=["waiting", "building"]), name="reports_export_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        if self.project_id is None:
            return reverse("mine:my_data_detail", args=[self.pk])
        return reverse("reports:export_detail", args=[self.project_id, self.pk])

    @property
    def about(self) -> Project:
        """The project it is about. Only for the kinds that are about one."""
        assert self.project is not None
        return self.project

    @property
    def mark(self) -> str:
        """How its state is marked on a page."""
        return STATE_MARKS[ExportState(self.state)]

    @property
    def is_running(self) -> bool:
        """Waiting or being made: the page looks again by itself."""
        return self.state in {ExportState.WAITING, ExportState.BUILDING}

    @property
    def is_waiting(self) -> bool:
        """Is it in the queue?"""
        return self.state == ExportState.WAITING

    @property
    def is_being_made(self) -> bool:
        """Is a worker writing it?"""
        return self.state == ExportState.BUILDING

    @property
    def is_cancelled(self) -> bool:
        """Was it stopped by whoever asked for it?"""
        return self.state == ExportState.CANCELLED

    @property
    def has_failed(self) -> bool:
        """Could it not be made?"""
        return self.state == ExportState.FAILED

    @property
    def is_ready(self) -> bool:
        """Is there a file to get?"""
        return self.state == ExportState.READY
