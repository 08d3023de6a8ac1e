"""The door of trainers, organizers, editors and administrators: username and password."""

from __future__ import annotations

from django.contrib.auth.views import LoginView

from accounts.views.ways import home


class StaffLogin(LoginView):
    """Django's own sign-in in our look. Tries are counted by axes, per username."""

    template_name = "accounts/staff.html"

    def get_default_redirect_url(self) -> str:
        """The admin for whoever may in, else the first page."""
        may_in = self.request.user.has_perm("wagtailadmin.access_admin")
        return "/admin/" if may_in else home()
