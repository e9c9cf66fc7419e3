export * from "./claims/result.js";
