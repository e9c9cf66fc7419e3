"""Lets JupyterLab's server find the extension that `jupyter_server_config.d/ncsparse.json` enables."""
import os
import sys

sys.path.append(os.path.normpath(os.path.join(os.path.dirname(__file__), "..", "python")))
