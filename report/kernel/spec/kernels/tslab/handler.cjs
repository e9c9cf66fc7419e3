"use strict";
/** What tslab's handler answers, with the fields that it leaves out. */
const jupyter = require("tslab/dist/jupyter");
const { version } = require("typescript/package.json");

class KernelHandler extends jupyter.JupyterHandlerImpl {
  /** @override */
  handleKernel() {
    const info = super.handleKernel();
    // TypeScript compiles JavaScript, too, but its version is none of that language.
    if (info.implementation === "jslab")
      return { status: "ok", ...info, banner: `JavaScript (jslab, TypeScript ${version})` };
    // Front ends copy language_info into the notebooks that they save: a version would change them all with each TypeScript.
    const language_info = { ...info.language_info, version: "" };
    return { status: "ok", ...info, banner: `TypeScript ${version} (tslab)`, language_info };
  }

  /**
   * @override
   * @param {{ restart: boolean }} request
   */
  handleShutdown({ restart }) {
    return { status: "ok", restart };
  }
}

module.exports = { KernelHandler };
