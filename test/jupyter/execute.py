"""`execute.py NOTEBOOK RESULT [--allow-errors]`: executes with nbclient, writes the notebook, prints JSON about it."""
import json
import os
import sys

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

path, result, *flags = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
resources = {"metadata": {"path": os.path.dirname(path)}}
client = NotebookClient(notebook, timeout=60, allow_errors="--allow-errors" in flags, resources=resources)
raised = None
try:
    client.execute()
except CellExecutionError as error:
    raised = {"ename": error.ename, "evalue": error.evalue}
nbformat.validate(notebook)
nbformat.write(notebook, result)
spec = KernelSpecManager().get_kernel_spec(client.kernel_name)
print(json.dumps({"notebook": notebook, "raised": raised, "kernelspec": spec.resource_dir}))
