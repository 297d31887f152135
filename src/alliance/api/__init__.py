"""What programs read and say: `/api/v1/`, and what they are told: webhooks.

One module for each kind of thing says what of it is told and by what it can be narrowed; `listing`
makes pages, JSON and CSV of it, `answering` the headers, `problems` the refusals, `description` the
OpenAPI document. `tokens` says who asks, `answers_in` takes answers, `once` takes them once, and
`webhooks` tells of what happened. Only this part knows django-ninja and pydantic.
"""
