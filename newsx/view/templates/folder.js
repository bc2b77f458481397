// The page of several articles: its views, the table's order and filters, the network, and articles that open.

function showView(tab) {
  $$(".tabs button").forEach((one) => {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
    $(`#${one.getAttribute("aria-controls")}`).hidden = one !== tab;
  });
}

// A browser takes seconds to lay out thousands of rows: they come as they are needed.
const ROWS = 200;
let most = ROWS;

function filtered() {
  const words = $("#filter-text").value.toLowerCase();
  const stage = $("#filter-stage").value;
  const body = $("#filter-body").value;
  const unsure = $("#filter-unsure").checked;
  const rows = $$("#cases tbody tr");
  let count = 0;
  for (const row of rows) {
    const fits = (!stage || row.dataset.stage === stage) && (!unsure || "unsure" in row.dataset)
      && (!body || row.cells[4].dataset.by.split("|").includes(body))
      && (!words || row.textContent.toLowerCase().includes(words));
    count += fits;
    row.hidden = !fits || count > most;
  }
  $("#more").hidden = count <= most;
  $("#filter-count").textContent = `${count} of ${rows.length}`;
}

const order = new Intl.Collator("en", { numeric: true });

function sorted(head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  $$("#cases thead th").forEach((one) => one.setAttribute("aria-sort", "none"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => { const cell = row.cells[head.cellIndex]; return cell.dataset.v ?? cell.textContent; };
  const number = head.cellIndex === 2 || head.cellIndex === 5;
  const rows = $$("#cases tbody tr").map((row) => [value(row), row]);
  rows.sort(([a], [b]) => (number ? a - b : order.compare(a, b)) * (down ? -1 : 1));
  $("#cases tbody").append(...rows.map(([, row]) => row));
  most = ROWS;
  filtered();
}

function choose(node) {
  const drawn = $(".network");
  const again = node.classList.contains("chosen");
  $$(".lit, .chosen", drawn).forEach((one) => one.classList.remove("lit", "chosen"));
  drawn.classList.toggle("chosen", true);
  if (again) {
    drawn.classList.remove("chosen");
    $("#filter-text").value = node.dataset.name;
    filtered();
    showView($("#tab-cases"));
    return;
  }
  const { side, key } = node.dataset;
  const other = side === "body" ? "party" : "body";
  const edges = $$(".edge", drawn).filter((edge) => edge.dataset[side] === key);
  const keys = new Set(edges.map((edge) => edge.dataset[other]));
  edges.forEach((edge) => edge.classList.add("lit"));
  $$(".node", drawn).filter((one) => one.dataset.side === other && keys.has(one.dataset.key)).forEach((one) => one.classList.add("lit"));
  node.classList.add("lit", "chosen");
  say(`${node.dataset.name}: ${edges.map((edge) => $("title", edge).textContent).join("; ")}`);
}

async function opened() {
  const match = /^#article-(\d+)(?:\/(.+))?$/.exec(location.hash);
  $("#folder").hidden = Boolean(match);
  $("#opened").hidden = !match;
  if (!match) { state.article = null; return; }
  state.article = Number(match[1]);
  root().innerHTML = (await article(state.article)).html; // made by newsx, which escapes all that an article says
  reviewing(state.reviewing);
  decided(state.article).forEach((_, id) => shown(id));
  window.scrollTo(0, 0);
  $("#back").focus();
  if (match[2]) select(match[2]);
}

if (many) {
  $(".tabs").addEventListener("click", (event) => event.target.closest("button") && showView(event.target.closest("button")));
  $(".tabs").addEventListener("keydown", (event) => {
    const tabs = $$(".tabs button");
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
    showView(next);
    next.focus();
  });
  $(".filters").addEventListener("input", () => { most = ROWS; filtered(); });
  $("#more").addEventListener("click", () => { most += ROWS; filtered(); });
  new IntersectionObserver(([seen]) => seen.isIntersecting && $("#more").click()).observe($("#more"));
  $("#cases thead").addEventListener("click", (event) => event.target.closest("th") && sorted(event.target.closest("th")));
  $(".network").addEventListener("click", (event) => event.target.closest(".node") && choose(event.target.closest(".node")));
  $(".network").addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && event.target.closest(".node") && (event.preventDefault(), choose(event.target.closest(".node"))));
  $("#back").addEventListener("click", () => { location.hash = ""; });
  window.addEventListener("hashchange", opened);
  opened();
} else if (/^#[a-z]+-\d+$/.test(location.hash)) {
  select(location.hash.slice(1));
}
