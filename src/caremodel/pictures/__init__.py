"""Pictures of children in care as SVG of our own, and as PNG.

Each takes plain figures and gives a whole SVG: a title and a finding that are seen and heard (`<title>`,
`<desc>`), labels beside what they name, ranges as bands said in words, counts from nought, no meaning in colour alone.
"""
