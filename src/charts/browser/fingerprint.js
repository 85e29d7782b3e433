// The large fingerprint: says the day, the time and the value of the slot that is pointed at, tapped, or reached with
// the arrow keys. All texts but the clock's are the server's: `data-days`, `data-values` and `data-missing`.

const clock = (minutes) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function readOut(box) {
  const { columns: text, days: names, values: amounts, missing } = box.dataset;
  const [columns, days, values] = [Number(text), names.split("|"), amounts.split("|")];
  const output = box.querySelector("output");
  const cursor = document.createElement("div");
  cursor.className = "cursor";
  cursor.hidden = true;
  box.append(cursor);
  box.tabIndex = 0;
  output.hidden = false;
  let [column, row] = [0, days.length - 1];

  function show(toColumn, toRow, aloud) {
    column = Math.min(Math.max(toColumn, 0), columns - 1);
    row = Math.min(Math.max(toRow, 0), days.length - 1);
    const minutes = (24 * 60) / columns;
    const slot = `${clock(column * minutes)}–${clock((column + 1) * minutes)}`;
    output.textContent = `${days[row]}, ${slot} · ${values[row * columns + column] || missing}`;
    // Only keys are read aloud: a pointer would never stop.
    output.setAttribute("aria-live", aloud ? "polite" : "off");
    const [ground, frame] = [box.querySelector(".l0").getBoundingClientRect(), box.getBoundingClientRect()];
    const [width, height] = [ground.width / columns, ground.height / days.length];
    cursor.hidden = false;
    cursor.style.cssText = `left:${ground.left - frame.left + column * width}px;top:${
      ground.top - frame.top + row * height
    }px;width:${width}px;height:${height}px`;
  }

  function point({ clientX, clientY }) {
    const ground = box.querySelector(".l0").getBoundingClientRect();
    const [x, y] = [(clientX - ground.left) / ground.width, (clientY - ground.top) / ground.height];
    if (x >= 0 && x < 1 && y >= 0 && y < 1) show(Math.floor(x * columns), Math.floor(y * days.length), false);
  }

  box.addEventListener("pointermove", point);
  box.addEventListener("pointerdown", point);
  box.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    show(column + (cursor.hidden ? 0 : move[0]), row + (cursor.hidden ? 0 : move[1]), true);
  });
}
