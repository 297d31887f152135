"""stub"""

import json


def look(files, tell):
    tell("Counting", 0.5)
    return json.dumps({"said": f"{len(files)} files", "parts": [], "downloads": []})


def look_at_invented(tell):
    return look([], tell)
