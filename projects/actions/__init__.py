"""Every write to projects, invitations and memberships."""
