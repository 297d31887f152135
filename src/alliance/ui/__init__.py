"""Base templates, components, forms: what every page is made of."""
