export { clustersInput } from "./clusters.js";
export { gaussianInput, normals, type Shape } from "./gaussian.js";
export { hittersInput } from "./hitters.js";
export { localityInput } from "./locality.js";
export { recencyInput } from "./recency.js";
export { sinkInput } from "./sink.js";
