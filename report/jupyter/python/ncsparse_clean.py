"""An extension of JupyterLab's server: notebooks are saved as `ncsparse clean` leaves them, and shown with their outputs."""
import json
import os

_LIST = os.path.join(os.path.dirname(__file__), "..", "..", "notebooks", "volatile-metadata.json")
with open(_LIST, encoding="utf-8") as file:
    VOLATILE = json.load(file)


def _jupyter_server_extension_points():
    return [{"module": "ncsparse_clean"}]


def _load_jupyter_server_extension(server):
    # Beside the user's own hook, if there is one.
    server.contents_manager.register_pre_save_hook(clean_model)


def clean_model(model, **_):
    """The hook: what is about to be written is cleaned in place, if it is a notebook of format 4."""
    content = model.get("content")
    if model.get("type") == "notebook" and content is not None and content.get("nbformat") == 4:
        clean(content)


def clean(notebook):
    """Takes outputs, counts and volatile metadata out of a notebook of format 4, in place."""
    _drop(notebook.get("metadata", {}), "notebook")
    for cell in notebook["cells"]:
        metadata = cell.get("metadata", {})
        _drop(metadata, "cell")
        if "jupyter" in metadata:
            _drop(metadata["jupyter"], "jupyter")
            if not metadata["jupyter"]:
                del metadata["jupyter"]
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None


def _drop(metadata, level):
    for name in VOLATILE[level]:
        metadata.pop(name, None)
