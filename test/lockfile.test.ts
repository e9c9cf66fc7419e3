/** The lockfile: what `npm ci` installs is named by its content, and comes from whichever registry npm is set to. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enginePath } from "../report/root.js";

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

const text = readFileSync(enginePath("package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };
/** The project's own packages, which are links. */
const OWN = ["ncsparse", "ncsparse-kit"];
/** All but the project itself and its own workspaces. */
const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && link !== true);

describe("the lockfile", () => {
  it("pins every package to a content by SHA-512", () => {
    expect(foreign.length).toBeGreaterThan(300);
    const loose = foreign.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ""));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it("names no host: a link leads to a folder of the project", () => {
    const places = Object.values(packages).flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved]));
    expect(places).toEqual(["src", "src/kit"]);
    expect(text).not.toMatch(/"(?:resolved|version)": "(?:git|https?|file|ssh)[:+]/);
  });

  it("is of the packages that package.json asks for, each in one exact version", () => {
    for (const file of ["package.json", "src/package.json", "src/kit/package.json"]) {
      const manifest = JSON.parse(readFileSync(enginePath(file), "utf8")) as Record<string, Record<string, string>>;
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
        if (!OWN.includes(name)) expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
      }
    }
  });

  it("lets no package run a script at its installation and package.json names those that would", () => {
    const { allowScripts } = JSON.parse(readFileSync(enginePath("package.json"), "utf8")) as {
      allowScripts: Record<string, boolean>;
    };
    const scripted = foreign.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path);
    expect(scripted.map((path) => path.replace(/^.*node_modules\//, "")).sort()).toEqual(
      Object.keys(allowScripts).sort(),
    );
    expect(Object.values(allowScripts).filter((allowed) => allowed)).toEqual([]);
  });
});
