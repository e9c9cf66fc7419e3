export { drawInput, inputBound, varianceProxy, type InputModel } from "./inputs.js";
export { fillNormal, normal } from "./normal.js";
export { philox4x32 } from "./philox.js";
export { stream, Stream } from "./stream.js";
