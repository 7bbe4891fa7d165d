// The duty bell. Browsers stay mute until somebody touches the page, so the bell is switched on by hand
// once a shift. After a reload it sounds on by itself where the browser lets it; where it does not, the red
// line says so and one press anywhere is enough. Until it can sound on this very page the red line stays. It
// stays red too while the server does not answer: a bell that hears nothing is off.
const MEMORY = "lantoa-bell";
const PATIENCE = 20000;
const box = document.getElementById("bell");
let sound = null;
let next = 0;
let heard = Date.now();
let wanted = false;

function ready() {
  return sound !== null && sound.state === "running";
}

function lost() {
  return Date.now() - heard > PATIENCE;
}

function show() {
  box.querySelector("[data-bell-off]").hidden = ready();
  box.querySelector("[data-bell-fresh]").hidden = wanted;
  box.querySelector("[data-bell-reloaded]").hidden = !wanted;
  box.querySelector("[data-bell-lost]").hidden = !lost();
  box.querySelector("[data-bell-ready]").hidden = !ready() || lost();
}

async function begin() {
  try {
    sound = sound || new AudioContext();
    await Promise.race([sound.resume(), new Promise((done) => setTimeout(done, 300))]);
  } catch {
    sound = null;
  }
  show();
}

function tone(at, pitch) {
  const wave = sound.createOscillator();
  const loud = sound.createGain();
  wave.frequency.value = pitch;
  loud.gain.setValueAtTime(0.0001, at);
  loud.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  wave.connect(loud).connect(sound.destination);
  wave.start(at);
  wave.stop(at + 0.4);
}

function beat() {
  show();
  const ringing = document.querySelector("[data-ringing]");
  const mark = "● ";
  if (ringing && !document.title.startsWith(mark)) document.title = mark + document.title;
  if (!ringing && document.title.startsWith(mark)) document.title = document.title.slice(mark.length);
  if (!ringing || !ready() || Date.now() < next) return;
  next = Date.now() + 2000;
  tone(sound.currentTime, 880);
  tone(sound.currentTime + 0.4, 660);
}

if (box) {
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.target.closest("#rings")) heard = Date.now();
  });
  box.querySelector("[data-bell-on]").addEventListener("click", async () => {
    try { sessionStorage.setItem(MEMORY, "on"); } catch { /* on for this page only */ }
    wanted = true;
    await begin();
    if (ready()) tone(sound.currentTime, 660);
  });
  try { wanted = sessionStorage.getItem(MEMORY) === "on"; } catch { /* stays off */ }
  if (wanted) begin();
  // also later: a machine that slept, or a browser that took the sound away, is heard again at the next touch
  for (const touch of ["pointerdown", "keydown"]) {
    document.addEventListener(touch, () => { if (wanted && !ready()) begin(); });
  }
  setInterval(beat, 250);
}
