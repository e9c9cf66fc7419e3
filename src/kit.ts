/** The kit by the library's name, for those who have the library: `import { defineClaim } from "ncsparse/kit"`. */
export * from "ncsparse-kit";
