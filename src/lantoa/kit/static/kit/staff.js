// Keys for the staff side: J and K move in the list, other letters press what carries data-key.
// One switch turns single letters off (WCAG 2.1.4); the choice stays in this browser.

const OFF = "lantoa-keys-off";
const store = {
  get off() {
    try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
  },
  set off(value) {
    try {
      value ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
    } catch { /* kept for this page only */ }
  },
};
let off = store.off;

function move(step) {
  const links = [...document.querySelectorAll(".queue a.t")];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const shown = links.findIndex((link) => link.closest("li").classList.contains("on"));
  const from = at >= 0 ? at : shown >= 0 ? shown : step > 0 ? -1 : 0;
  links[Math.max(0, Math.min(links.length - 1, from + step))].focus();
}

function press(key) {
  const things = [...document.querySelectorAll("[data-key]")];
  const target = things.find((thing) => thing.dataset.key === key && thing.offsetParent);
  if (!target) return false;
  if (target.matches("textarea, input, select, details > summary")) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && writing?.form) {
    event.preventDefault();
    const first = writing.form.querySelector("[data-send]");
    writing.form.requestSubmit(first ?? undefined);
    return;
  }
  if (off || writing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (!/^[a-z/?]$/.test(key) || !press(key)) return;
  event.preventDefault();
});

for (const toggle of document.querySelectorAll("[data-keys-switch]")) {
  toggle.hidden = false;
  const box = toggle.querySelector("input");
  box.checked = !off;
  box.addEventListener("change", () => { off = !box.checked; store.off = off; });
}

// "All on this page" for bulk work, shown only where a script can do it.
for (const all of document.querySelectorAll("[data-all]")) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) box.checked = all.checked;
  });
}

// htmx: a refused piece is shown too (its errors are the answer), and the reader is taken to it.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 422) { detail.shouldSwap = true; detail.isError = false; }
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const errors = detail.target.querySelector?.(".errs");
  if (errors) { errors.tabIndex = -1; errors.focus(); }
});

// After sending one stays in the list: the form says which row comes next, the page then gives it the focus.
function goOnWith(row) {
  const link = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("a.t");
  for (const field of document.querySelectorAll("#chi-tiet input[name=tiep]")) field.value = link?.id.slice(2) ?? "";
}
if (location.hash.startsWith("#t-")) document.getElementById(location.hash.slice(1))?.focus();

// At a desk the thread opens beside the list; the address says which, so that reloading shows it again.
const pane = document.querySelector("#chi-tiet");
const wide = matchMedia("(min-width: 64em)");
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-pane]");
  if (!link || !pane || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.dataset.pane, { target: pane, swap: "innerHTML" }).then(() => {
    pane.hidden = false;
    for (const row of document.querySelectorAll(".queue > li.on")) row.classList.remove("on");
    link.closest("li").classList.add("on");
    link.closest("li").classList.remove("fresh");
    goOnWith(link.closest("li"));
    const address = new URL(location.href);
    address.searchParams.set("mo", link.dataset.pane.split("/").at(-2));
    history.replaceState(null, "", address);
    pane.querySelector("h2")?.focus({ preventScroll: true });
  });
});
