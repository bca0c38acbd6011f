// Leaves out of the built sheet what govuk-frontend brings for classes that no page of ours has.
// Reads every template and script; a class whose end is worked out (govuk-button--, then the kind) keeps all its endings.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const BUILT = /static.vendor/;
const CLASS = /govuk-[\w-]*/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const EMPTY = /@[^{}]+\{\}/g;
const OUTSIDE_BRACKETS = /,(?![^()]*\))/;
// templates/components/choices.html draws both by one macro, and its class begins with "govuk-" alone.
const BY_KIND = ["govuk-radios", "govuk-checkboxes"];

export async function used(folders) {
  const names = new Set();
  for (const [folder, ending] of folders) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = files.filter((each) => each.isFile()).map((each) => join(each.parentPath ?? each.path, each.name));
    for (const path of paths.filter((each) => each.endsWith(ending) && !BUILT.test(each))) {
      const text = await readFile(path, "utf8");
      for (const name of text.match(CLASS) ?? []) names.add(name);
    }
  }
  return names;
}

export function lean(css, names) {
  const beginnings = [...BY_KIND, ...[...names].filter((name) => name.endsWith("-") && name !== "govuk-")];
  const wanted = (name) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
  const left = css.replace(RULE, (_whole, selectors, body) => {
    const kept = selectors.split(OUTSIDE_BRACKETS).filter((each) => (each.match(CLASS) ?? []).every(wanted));
    return kept.length ? `${kept.join(",")}{${body}}` : "";
  });
  return left.replace(EMPTY, "");
}
