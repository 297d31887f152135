"""Publications as readers and editors meet them: lists, pages, versions, citations, in and out."""
