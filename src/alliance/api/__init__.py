"""What the alliance publishes, for programs: `/api/v1/`, read only.

One module for each kind of thing says what of it is told and by what it can be narrowed; `listing`
makes pages, JSON and CSV of it, `answering` the headers, `problems` the refusals, `description` the
OpenAPI document. Only this part knows django-ninja and pydantic.
"""
