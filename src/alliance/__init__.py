"""Alliance: the working home of a Regional Improvement and Innovation Alliance."""
