// Builds static/vendor from the locked packages and static/base: style, script, map, fonts, licences, manifest.
// Runs at build time only; refuses to leave the GDS Transport font or a crown in anything it writes.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { lean, used } from "./lean.mjs";
import { unpacked } from "./letters.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PACKAGES = join(ROOT, "node_modules");
const BASE = join(ROOT, "static", "base");
const VENDOR = join(ROOT, "static", "vendor");
const MAKING = join(ROOT, "static", "vendor.making");

const FONTS = ["400", "700"].map((weight) => `atkinson-hyperlegible-latin-${weight}-normal.woff2`);
const CLASSES = [
  [join(ROOT, "templates"), ".html"],
  [join(ROOT, "static"), ".js"],
  [join(PACKAGES, "govuk-frontend", "dist", "govuk", "components"), ".bundle.mjs"],
];
const LETTERS = ["400", "700"];
const LICENCES = { "Atkinson Hyperlegible": "@fontsource/atkinson-hyperlegible", Leaflet: "leaflet" };
const GOVUK_LICENCE =
  "govuk-frontend: The MIT License, Copyright (C) 2017 Crown Copyright (Government Digital Service).\n" +
  "Permission is granted as in the LICENSE file of this project, under the same conditions.\n";

async function style(name) {
  const warnings = [];
  const built = sass.compile(join(BASE, `${name}.scss`), {
    style: "compressed",
    loadPaths: [PACKAGES],
    quietDeps: true,
    logger: { warn: (message) => warnings.push(message), debug: (message) => console.log(message) },
  });
  if (warnings.length) throw new Error(`static/base/${name}.scss: ${warnings.join("\n")}`);
  await writeFile(join(MAKING, `${name}.css`), lean(built.css, await used(CLASSES)));
}

async function script() {
  await esbuild.build({
    entryPoints: [join(BASE, "govuk.mjs")],
    outfile: join(MAKING, "govuk.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2017"],
    legalComments: "none",
    logLevel: "warning",
  });
}

async function map() {
  const from = join(PACKAGES, "leaflet", "dist");
  await mkdir(join(MAKING, "leaflet"));
  const source = await readFile(join(from, "leaflet.js"), "utf8");
  await writeFile(join(MAKING, "leaflet", "leaflet.js"), source.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  await cp(join(from, "leaflet.css"), join(MAKING, "leaflet", "leaflet.css"));
  await cp(join(from, "images"), join(MAKING, "leaflet", "images"), { recursive: true });
}

async function fonts() {
  await mkdir(join(MAKING, "fonts"));
  for (const name of FONTS) {
    await cp(join(PACKAGES, "@fontsource", "atkinson-hyperlegible", "files", name), join(MAKING, "fonts", name));
  }
}

// No visitor fetches these: the portal draws the card of a shared link with them.
async function letters() {
  await mkdir(join(MAKING, "letters"));
  for (const weight of LETTERS) {
    const name = `atkinson-hyperlegible-latin-${weight}-normal.woff`;
    const woff = await readFile(join(PACKAGES, "@fontsource", "atkinson-hyperlegible", "files", name));
    await writeFile(join(MAKING, "letters", `atkinson-hyperlegible-${weight}.ttf`), unpacked(woff));
  }
}

async function licences() {
  const parts = [GOVUK_LICENCE];
  for (const [name, folder] of Object.entries(LICENCES)) {
    parts.push(`${name}:\n\n${await readFile(join(PACKAGES, folder, "LICENSE"), "utf8")}`);
  }
  await writeFile(join(MAKING, "LICENCES.txt"), parts.join(`\n${"-".repeat(72)}\n\n`));
}

async function written() {
  const entries = await readdir(MAKING, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

async function refuse(paths) {
  for (const path of paths.filter((each) => /\.(css|js)$/.test(each))) {
    const text = await readFile(path, "utf8");
    const found = text.match(/GDS Transport|crown/i);
    if (found) throw new Error(`${relative(MAKING, path)} holds "${found[0]}": leave that part of govuk-frontend out.`);
  }
}

async function manifest(paths) {
  const marks = {};
  for (const path of paths) {
    const mark = createHash("sha256").update(await readFile(path)).digest("hex").slice(0, 10);
    marks[relative(MAKING, path).split(sep).join("/")] = mark;
  }
  await writeFile(join(MAKING, "manifest.json"), JSON.stringify(marks, null, 2) + "\n");
}

await rm(MAKING, { recursive: true, force: true });
await mkdir(MAKING, { recursive: true });
await Promise.all([style("portal"), style("desk"), script(), map(), fonts(), letters(), licences()]);
const paths = await written();
await refuse(paths);
await manifest(paths);
await rm(VENDOR, { recursive: true, force: true });
await rename(MAKING, VENDOR);
