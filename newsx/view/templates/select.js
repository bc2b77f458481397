// Choose a finding: its words and its evidence light up in the text, and the list says which one it is.

const named = (id, inside = root()) => $$(".finding", inside).filter((one) => one.dataset.id === id);
const has = (list, id) => (list || "").split(" ").includes(id);

function select(id, { scroll = true, focus = false } = {}) {
  release();
  state.id = id;
  const lit = $$(".m", root()).filter((m) => has(m.dataset.ids, id));
  const proof = $$(".m", root()).filter((m) => has(m.dataset.proves, id));
  lit.forEach((m) => m.classList.add("lit"));
  proof.forEach((m) => m.classList.add("proof"));
  named(id).forEach((one) => one.setAttribute("aria-current", "true"));
  $$(".chip", root()).filter((chip) => chip.dataset.go === id).forEach((chip) => chip.classList.add("lit"));
  const target = lit.find((m) => proof.length === 0 || proof.includes(m)) || proof[0] || lit[0];
  if (scroll && target) target.scrollIntoView({ block: "center" });
  const [one] = named(id);
  if (one) {
    const hidden = one.closest("details");
    if (hidden) hidden.open = true;
    listed(one);
    if (focus) $(".go", one).focus({ preventScroll: true });
  }
  const words = proof.length ? proof : lit.slice(0, 1);
  say(`${one ? one.innerText.split("\n")[0] : id}. ${lit.length} places. ${words.map((m) => m.textContent).join("")}`);
}

// In the list beside the text only the list itself moves: the text must stay where the evidence is.
function listed(one) {
  const list = $(".case", root());
  if (getComputedStyle(list).position !== "sticky") return;
  const [inside, whole] = [one.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inside.top < whole.top || inside.bottom > whole.bottom) list.scrollTop += inside.top - whole.top - 40;
}

function release() {
  state.id = null;
  $$(".lit, .proof", root()).forEach((m) => m.classList.remove("lit", "proof"));
  $$("[aria-current]", root()).forEach((one) => one.removeAttribute("aria-current"));
}

function step(by, wanted = () => true) {
  const ids = [...new Set($$(".finding", root()).filter(wanted).map((one) => one.dataset.id))];
  if (!ids.length) return;
  const at = ids.indexOf(state.id);
  select(ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length], { focus: true });
}

function clicked(event) {
  const go = event.target.closest("[data-go]");
  if (go) return select(go.dataset.go);
  const button = event.target.closest(".go");
  if (button) return select(button.closest(".finding").dataset.id);
  const mark = event.target.closest(".m[data-ids]");
  if (!mark) return undefined;
  const ids = mark.dataset.ids.split(" ");
  // A second click on the same words goes on to what else stands on them.
  return select(ids[(ids.indexOf(state.id) + 1) % ids.length], { scroll: false });
}

root().addEventListener("click", clicked);
root().addEventListener("change", (event) => {
  const box = event.target.closest(".legend input");
  if (box) $(".text", root()).classList.toggle(`no-${box.value}`, !box.checked);
});

const keys = {
  j: () => step(1),
  k: () => step(-1),
  u: () => step(1, (one) => "unsure" in one.dataset || $(".unsure", one)),
  Escape: () => release(),
  "?": () => $("#help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
$("#help-open").addEventListener("click", () => $("#help").showModal());
