// A table that stands on the page whole can be sorted by a press on a column's head. Without this script it
// keeps the order it came in, which is the order of what waits. Days, numbers and words are told apart by themselves.
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = new RegExp(`(?:(\\d{1,2}) )?(${MONTHS.join("|")}) (\\d{4})`);
const NUMBER = /^[−-]?[\d,]+(\.\d+)?(?![\d/])/; // 5–9 is one; 2/14, a paper of a pile, is none
const words = new Intl.Collator("en-GB", { numeric: true });

function dayOf(text) {
  const found = text.match(DAY);
  return found ? Number(found[3]) * 10000 + MONTHS.indexOf(found[2]) * 100 + Number(found[1] ?? 0) : null;
}

function numberOf(text) {
  const found = text.match(NUMBER);
  return found ? Number(found[0].replace("−", "-").replaceAll(",", "")) : null;
}

// What a column holds is what most of its cells hold; a cell without it ("not yet", "–") goes last.
function reader(cells) {
  for (const read of [dayOf, numberOf]) {
    if (cells.filter((text) => read(text) !== null).length * 2 > cells.length) return read;
  }
  return null;
}

function text(row, column) {
  return row.cells[column].innerText.trim();
}

function sort(body, column, falling) {
  const rows = [...body.rows];
  const read = reader(rows.map((row) => text(row, column)));
  const value = (row) => (read ? read(text(row, column)) : text(row, column));
  const turn = falling ? -1 : 1;
  rows.sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return turn * (read ? a - b : words.compare(a, b));
  });
  body.append(...rows);
}

function prepare(table, status) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  if (body.rows.length < 2) return;
  heads.forEach((head, column) => {
    const name = head.textContent.trim();
    if (!name || "unsorted" in head.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      sort(body, column, falling);
      status.textContent = `Sorted by ${name}, ${falling ? "descending" : "ascending"}`;
    });
  });
}

const tables = [...document.querySelectorAll("table[data-sortable]")];
if (tables.length) {
  const status = document.createElement("p");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);
  tables.forEach((table) => prepare(table, status));
}
