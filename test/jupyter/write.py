"""`write.py MODULES NOTEBOOK...`: what Jupyter writes of each, as it is and cleaned by the extension in MODULES, as JSON."""
import io
import json
import sys

import nbformat

folder, *paths = sys.argv[1:]
sys.path.append(folder)
from ncsparse_clean import clean_model


def written(notebook):
    file = io.StringIO()
    nbformat.write(notebook, file, version=nbformat.NO_CONVERT)
    return file.getvalue()


told = []
for path in paths:
    notebook = nbformat.read(path, as_version=4)
    as_it_is = written(notebook)
    clean_model({"type": "notebook", "content": notebook}, path=path, contents_manager=None)
    told.append({"asItIs": as_it_is, "cleaned": written(notebook)})
print(json.dumps(told))
