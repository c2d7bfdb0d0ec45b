"""What of a project needs somebody, and the mails that say somebody was added or is invited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import say_day, site_day
from milestones.enums import MilestoneState
from milestones.models import Milestone
from milestones.queries.milestones import SOON
from notifications.models import Mail
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from projects import policies
from projects.enums import OPEN_PROJECT, Role
from projects.models import Invitation, Membership, current, not_ended
from projects.queries.invitations import link_of, waiting_for
