/** The one-file build of mathjs, which comes without types of its own: an instance with all functions. */
declare module "mathjs/lib/browser/math.js" {
  import type * as mathjs from "mathjs";
  const math: Omit<typeof mathjs, "create"> & {
    /** Another instance with all functions. */
    readonly create: (config: mathjs.ConfigOptions) => mathjs.MathJsInstance;
  };
  export default math;
}
