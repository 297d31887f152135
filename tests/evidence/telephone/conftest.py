from tests.pages.conftest import editor, member  # noqa: F401 - fixtures
