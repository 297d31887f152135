"""Lists of subscribers from elsewhere: read, judged whole, looked at, and only then saved."""
