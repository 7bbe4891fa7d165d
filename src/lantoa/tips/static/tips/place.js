// Comforts of the report pages. Without this file everything still works.

// The phone's own position, only after a press; it stays in the form until the person sends it.
for (const box of document.querySelectorAll("[data-place]")) {
  if (!("geolocation" in navigator)) continue;
  box.hidden = false;
  const [field, button, said] = [box.querySelector("input"), box.querySelector("button"), box.querySelector("p")];
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
        said.textContent = said.dataset.found;
        button.disabled = false;
      },
      () => {
        said.textContent = said.dataset.none;
        button.disabled = false;
      },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}

// Printing needs a press of ours: browsers without this file have their own menu for it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The receipt into the clipboard; where a browser does not allow it, the digits are marked to be copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const receipt = button.closest(".receipt");
  const [code, said] = [receipt.querySelector(".code"), receipt.querySelector("[data-copied]")];
  button.hidden = false;
  button.addEventListener("click", async () => {
    const digits = code.innerText.trim().replace(/\s+/g, " ");
    try {
      await navigator.clipboard.writeText(digits);
      said.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = document.execCommand("copy") ? button.dataset.done : button.dataset.none;
    }
  });
}
