import tseslint from "typescript-eslint";

/** Rooms of the library that a language model knows nothing of. */
const ABOVE_MODEL = ["bounds", "claims", "experiments", "limit", "measure", "practical", "window"];

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "out/**",
      "out-only/**",
      "test/fixtures/**",
      "src/kernels/assembly/**",
      "**/*.cjs",
      "templates/**",
    ],
  },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          "./src/kit/tsconfig.json",
          "./src/tsconfig.json",
          "./report/tsconfig.json",
          "./report/page/client/tsconfig.json",
          "./test/tsconfig.json",
          "./test/jupyter/page/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers in messages are the rule here (errors name the value), and non-null assertions index typed arrays.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      // TeX lives in strings: a lost backslash is a wrong formula, not a matter of taste.
      "no-useless-escape": "error",
      // A grid cell must be assignable to a record of parameters, which only a type alias is.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/prefer-for-of": "off",
    },
  },
  {
    // The kit is a package of its own: a relative path into it would not lead there from what is built.
    files: ["src/**/*.ts"],
    ignores: ["src/kit/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["**/kit/**"] }] },
  },
  {
    // A language model stands on rows of attention, kernels and arrays in files alone: what measures it or makes claims
    // of it stands above.
    files: ["src/model/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["**/kit/**", ...ABOVE_MODEL.map((room) => `../${room}/**`), "../index.js"] },
      ],
    },
  },
  {
    files: ["src/{attention,kernels,tensors}/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["**/kit/**", "../model/**"] }] },
  },
  {
    // The engine serves projects that have no paper on attention: only these two rooms know of its library.
    files: ["report/**/*.ts"],
    ignores: ["report/cli/calculator/**", "report/page/client/explore/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["ncsparse", "ncsparse/*"] }] },
  },
  {
    // They are loaded where the library is known to be installed.
    files: ["report/**/*.ts"],
    ignores: ["report/cli/calculator/**"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: ["**/calculator/*"] }] },
  },
  {
    files: ["{src,report}/**/*.ts"],
    rules: { "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }] },
  },
  {
    // The kit knows of no paper: what stands above it may use it, and nothing the other way.
    files: ["src/kit/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["../../*"] }] },
  },
  {
    files: ["src/kit/{figures,formula,probability,random}/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["../../*", "../claims/*", "../notebook/*", "../index.js"] }],
    },
  },
);
