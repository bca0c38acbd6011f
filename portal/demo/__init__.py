"""Demonstration content: invented people, reports and answers that go through the services like real ones."""
