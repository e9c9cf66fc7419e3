/** How a notebook is open in JupyterLab. */
export interface FrontEnd {
  /** JupyterLab trusts cells that were run in it, and nothing that was run elsewhere. */
  trusted: boolean;
  /** Whether the Vega renderer is there. */
  vega: boolean;
  theme: "light" | "dark";
}
