export { drawInput, inputBound, varianceProxy, type InputModel } from "./inputs.js";
export { fillNormal, normal } from "./normal.js";
export { philox4x32 } from "./philox.js";
export { stream, Stream, type StreamIdentity } from "./stream.js";
