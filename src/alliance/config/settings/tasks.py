"""Background work: Wagtail's own tasks become jobs beside ours (docs/decisions/0011)."""

TASKS = {"default": {"BACKEND": "alliance.jobs.backend.JobBackend"}}
