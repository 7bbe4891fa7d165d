// Comforts of every page. Without this file everything still works.

// A page that came back with errors starts at its summary, so that it is read out first;
// one that names a field itself, there.
const errors = document.querySelector(".errs");
if (errors && !document.querySelector("[autofocus]")) {
  errors.tabIndex = -1;
  errors.focus();
}

// A drop-down closes on Escape and when something else is pressed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.drop[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.drop[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// The display menu shows the choice at once; it is kept only by its button.
document.addEventListener("change", ({ target }) => {
  if (target.name === "theme" && target.id.startsWith("theme-")) document.documentElement.dataset.theme = target.value;
  if (target.name === "size" && target.id.startsWith("size-")) document.documentElement.dataset.size = target.value;
});

// Quick exit: blank at once, and the ordinary page takes this one's place in the history.
for (const exit of document.querySelectorAll("a.exit")) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  });
}
