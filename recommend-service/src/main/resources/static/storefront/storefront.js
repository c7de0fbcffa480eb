// A shop window on the placements: what a storefront asks for and sends back, in the open.
"use strict";

const query = new URLSearchParams(location.search);
const ingest = query.get("ingest") ?? `${location.protocol}//${location.hostname}:8081`;
const writeKey = query.get("key");
const REFRESHES = [250, 600, 1200, 2500, 5000, 10000, 20000, 40000];

const tones = new Map();
const shop = { user: null, product: null, cart: [], lists: {}, seen: new Set(), round: 0 };

const byId = (id) => document.getElementById(id);
const section = (placement) => document.querySelector(`[data-placement="${placement}"]`);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};
const money = (price) =>
  price === null ? "" : new Intl.NumberFormat(undefined, { style: "currency", currency: price.currency }).format(price.amount);
const label = (item) => item.name ?? item.itemId;

// A colour for each department, in the order in which they are met.
function tone(item) {
  const department = (item.categoryPath ?? [""])[0];
  if (!tones.has(department)) tones.set(department, tones.size % 8);
  return tones.get(department);
}

function tile(item) {
  return element("span", `tile tone-${tone(item)}`, label(item).charAt(0));
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = text === "";
}

// Events, as any SDK of the Segment spec sends them.

function identity() {
  return shop.user.startsWith("anon:") ? { anonymousId: shop.user.slice(5) } : { userId: shop.user };
}

function product(item) {
  return {
    product_id: item.itemId, name: item.name ?? undefined, brand: item.brand ?? undefined,
    category: (item.categoryPath ?? []).join(" > ") || undefined,
    price: item.price === null ? undefined : Number(item.price.amount), quantity: 1,
    currency: item.price === null ? undefined : item.price.currency,
  };
}

async function track(event, properties) {
  if (writeKey === null) {
    notice("Events are not sent: open this page with ?key=WRITE_KEY (and &ingest=URL of ingest-service).");
    return;
  }
  try {
    const answer = await fetch(`${ingest}/v1/track`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body: JSON.stringify({
        ...identity(), messageId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, event, properties,
        timestamp: new Date().toISOString(), context: { library: { name: "storefront" } },
      }),
      signal: AbortSignal.timeout(10000),
    });
    notice(answer.ok ? "" : `ingest-service answered ${answer.status} to ${event}.`);
  } catch (failure) {
    notice(`${event} did not reach ingest-service: ${failure.message}`);
  }
}

// Lists.

function path(placement) {
  const asked = new URLSearchParams({ user: shop.user });
  if (placement === "product-page") asked.set("items", shop.product.itemId);
  if (placement === "cart") asked.set("items", shop.cart.map((item) => item.itemId).join(","));
  return `../v1/placements/${placement}/recommendations?${asked}`;
}

function wanted() {
  const placements = ["home", "email"];
  if (shop.product !== null) placements.push("product-page");
  if (shop.cart.length > 0) placements.push("cart");
  return placements;
}

async function refresh() {
  const round = ++shop.round;
  const started = performance.now();
  try {
    await Promise.all(wanted().map(async (placement) => {
      const answer = await fetch(path(placement), { signal: AbortSignal.timeout(10000) });
      const list = await answer.json();
      if (!answer.ok) throw new Error(list.detail ?? `status ${answer.status}`);
      if (round === shop.round) show(placement, list);
    }));
    byId("status").textContent = `answered in ${Math.round(performance.now() - started)} ms`;
  } catch (failure) {
    notice(`The lists cannot be shown: ${failure.message}`);
  }
}

function show(placement, list) {
  const known = new Set((shop.lists[placement]?.items ?? []).map((item) => item.itemId));
  const first = known.size === 0;
  const changed = first || list.items.length !== known.size || list.items.some((item) => !known.has(item.itemId));
  shop.lists[placement] = list;
  const where = section(placement);
  where.querySelector(".source").textContent =
    `${list.strategy}${list.fallback ? ", as a fallback" : ""} · model ${list.modelVersion ?? "none yet"} · variant ${list.variant}`;
  where.querySelector(".items").replaceChildren(...list.items.map((item, place) => card(item, place, list, !first && !known.has(item.itemId))));
  if (changed && list.items.length > 0) {
    track("Product List Viewed", { list_id: list.listId, category: placement, products: list.items.map(product) });
  }
}

function card(item, place, list, isNew) {
  const made = byId("card").content.cloneNode(true).querySelector("li");
  made.dataset.item = item.itemId;
  made.classList.toggle("new", isNew);
  made.querySelector(".tile").replaceWith(tile(item));
  made.querySelector(".name").textContent = label(item);
  made.querySelector(".price").textContent = money(item.price);
  made.querySelector(".why").textContent = item.reasons.map((reason) => reason.text).slice(0, 1).join("");
  made.querySelector(".why").title = item.reasons
    .map((reason) => `${reason.text} (${Math.round(reason.share * 100)} % of the score)`).join("\n");
  made.querySelector(".open").addEventListener("click", () => open(item, place, list));
  return made;
}

// What a shopper does.

// The stream takes a moment: ask again until the answer has followed.
function follow() {
  refresh();
  for (const delay of REFRESHES) setTimeout(refresh, delay);
}

async function open(item, place, list) {
  shop.product = item;
  const what = element("div", "what", "");
  what.append(element("strong", "", label(item)), element("span", "", (item.categoryPath ?? []).join(" › ")),
    element("span", "price", money(item.price)));
  const acts = element("div", "acts", "");
  acts.append(button("Add to cart", "act add", () => add(item)));
  byId("product").replaceChildren(tile(item), what, acts);
  await track("Product Clicked", { ...product(item), list_id: list.listId, position: place + 1 });
  await track("Product Viewed", product(item));
  follow();
}

function button(text, className, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

async function add(item) {
  if (!shop.cart.some((other) => other.itemId === item.itemId)) shop.cart.push(item);
  showCart();
  await track("Product Added", product(item));
  follow();
}

async function buy() {
  const bought = shop.cart;
  shop.cart = [];
  const revenue = bought.reduce((sum, item) => sum + Number(item.price?.amount ?? 0), 0);
  showCart();
  await track("Order Completed", {
    order_id: `storefront-${Date.now()}`, revenue: Number(revenue.toFixed(2)), products: bought.map(product),
    currency: bought.find((item) => item.price !== null)?.price.currency,
  });
  follow();
}

function showCart() {
  const empty = shop.cart.length === 0;
  if (empty) {
    byId("cart").replaceChildren(element("p", "hint", "The cart is empty."));
    section("cart").querySelector(".source").textContent = "";
    section("cart").querySelector(".items").replaceChildren();
    delete shop.lists.cart;
    return;
  }
  const lines = element("ul", "", "");
  lines.append(...shop.cart.map((item) => element("li", "", `${label(item)} ${money(item.price)}`)));
  byId("cart").replaceChildren(lines, button("Buy", "act buy", buy));
}

function enter(user) {
  shop.user = user;
  shop.product = null;
  shop.cart = [];
  shop.lists = {};
  byId("user").value = user;
  byId("product").replaceChildren(element("p", "hint", "Click an item to open its page."));
  for (const list of document.querySelectorAll(".items")) list.replaceChildren();
  for (const source of document.querySelectorAll(".source")) source.textContent = "";
  showCart();
  refresh();
}

const visitor = () => `anon:visitor-${Math.floor(Math.random() * 1e9)}`;
byId("who").addEventListener("submit", (event) => {
  event.preventDefault();
  enter(byId("user").value.trim());
});
byId("visitor").addEventListener("click", () => enter(visitor()));
for (const user of (query.get("users") ?? "").split(",").filter((id) => id !== "")) {
  byId("users").append(new Option(user, user));
}
enter(query.get("user") ?? visitor());
