// Keys of the duty desk: Alt 1 to Alt 4 jump to a question, Ctrl S saves. The page works without them.
document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const field = document.querySelector(`[data-alt="${event.key}"]`);
    if (!field) return;
    const chosen = field.type === "radio" && document.querySelector(`input[name="${field.name}"]:checked`);
    (chosen || field).focus();
    event.preventDefault();
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    document.querySelector("[data-save]")?.click();
    event.preventDefault();
  }
});
