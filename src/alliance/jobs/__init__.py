"""Background and scheduled work: leases, retries, progress.

    # bulletins/jobs.py
    @job(title="Import bulletins")
    def import_upload(progress: Progress, upload_id: str) -> str:
        for page in progress.through(pages, "Reading page"):
            ...
        return "12 bulletins were imported."

    # in a view
    job = enqueue(import_upload, upload.pk, by=request.user, return_to="/bulletins/")
    return redirect(job)          # its page shows how far it is

    # bulletins/apps.py, in AppConfig.ready
    daily(time(6, 30), fetch_feeds)

A job can be cut off at any moment and is then run again from its beginning, so it must be safe to
run twice: look what is already done, or do everything in one transaction. Wagtail's own tasks go
the same way (`backend.py`). States and their changes: docs/features/jobs.md.
"""
