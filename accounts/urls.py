"""Addresses of accounts, below the language prefix."""

from __future__ import annotations

from django.urls import path

from accounts.views import enter, privacy, register, staff

app_name = "accounts"

urlpatterns = [
    path("enter/", enter.enter, name="enter"),
    path("enter/card/", enter.card, name="card"),
    path("enter/card/<str:number>/forget/", enter.forget_card, name="forget_card"),
    path("c/<str:number>/", enter.pin, name="pin"),
    path("enter/new/", register.step, name="register"),
    path("enter/new/declined/", register.decline, name="decline"),
    path("enter/new/<slug:slug>/", register.step, name="register_step"),
    path("enter/my-card/", register.my_card, name="my_card"),
    path("enter/leave/", enter.leave, name="leave"),
    path("enter/staff/", staff.StaffLogin.as_view(), name="staff"),
    path("me/", enter.me, name="me"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/about-me/", privacy.about_me, name="about_me"),
    path("privacy/consent/", privacy.consent, name="consent"),
    path("privacy/withdraw/", privacy.withdraw, name="withdraw"),
    path("privacy/delete/", privacy.delete, name="delete"),
]
