/** Example photos: a small Dutch street, drawn here, so that nobody has to look for a file. */

const WIDTH = 960;
const HEIGHT = 640;
const BRICKS = ["#9c4a34", "#b4613f", "#7d3f36", "#c58a58", "#8a5a44", "#d9b38c"];
const SKIES = [["#8ec5ee", "#e7f3fb"], ["#f2b88b", "#fdeede"], ["#9fb4c4", "#e6ecf0"]];

const oneOf = (list) => list[Math.floor(Math.random() * list.length)];

function paint(pen, colour, ...corners) {
  pen.fillStyle = colour;
  pen.beginPath();
  corners.forEach(([x, y]) => pen.lineTo(x, y));
  pen.fill();
}

function sky(pen) {
  const [top, bottom] = oneOf(SKIES);
  const air = pen.createLinearGradient(0, 0, 0, HEIGHT);
  air.addColorStop(0, top);
  air.addColorStop(1, bottom);
  pen.fillStyle = air;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

function panes(pen, left, top, width) {
  for (const y of [top + 30, top + 120]) {
    for (const x of [left + width * 0.16, left + width * 0.58]) {
      pen.fillStyle = "#fdf7ea";
      pen.fillRect(x, y, width * 0.26, 62);
      pen.fillStyle = "#4b6478";
      pen.fillRect(x + 5, y + 5, width * 0.26 - 10, 52);
    }
  }
}

function house(pen, left, width) {
  const top = 170 + Math.random() * 70;
  const middle = left + width / 2;
  paint(pen, oneOf(BRICKS), [left, 500], [left, top], [middle, top - 80], [left + width, top], [left + width, 500]);
  panes(pen, left, top, width);
  pen.fillStyle = oneOf(["#20513f", "#27456b", "#6b2430"]);
  pen.fillRect(middle - 20, 425, 40, 75);
}

function street(pen) {
  pen.fillStyle = "#c9beb0";
  pen.fillRect(0, 500, WIDTH, 40);
  pen.fillStyle = "#7c7f85";
  pen.fillRect(0, 540, WIDTH, 100);
  pen.fillStyle = "#f5f1e6";
  for (let x = 20; x < WIDTH; x += 140) pen.fillRect(x, 584, 76, 8);
}

function disc(pen, colour, x, y, radius) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

function tree(pen, x) {
  pen.fillStyle = "#6a4a32";
  pen.fillRect(x - 8, 390, 16, 125);
  [[0, 340, 62], [-40, 375, 44], [42, 372, 46]].forEach(([dx, y, radius]) => disc(pen, "#4f8a4b", x + dx, y, radius));
}

function scene(pen) {
  sky(pen);
  for (let left = 20; left < WIDTH - 60; left += 185) house(pen, left, 175);
  street(pen);
  tree(pen, 120 + Math.random() * 240);
  tree(pen, 560 + Math.random() * 300);
}

/** One example photo as a JPEG File. */
export async function examplePhoto(number = 1) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  scene(canvas.getContext("2d"));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob], `straat-${number}.jpg`, { type: "image/jpeg" });
}
