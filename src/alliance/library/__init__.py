"""The library: publications, documents, pictures, their versions."""
