// Colours: those of the style sheet, and maps for numbers, distinct with any colour vision.

const names = ["ground", "wall", "floor", "line", "ink", "faint", "original", "patched", "change", "cheese", "mouse", "mark"];
let known = null;

// The style sheet's colours; read again when the scheme changes.
export function palette() {
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  known = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  known.isDark = style.getPropertyValue("--scheme").trim() === "dark";
  return known;
}

export function forgetPalette() { known = table = styles = null; }

// ColorBrewer's RdBu for signed numbers (Brewer, 2003), and the same on dark ground.
const onPaper = [[33, 102, 172], [146, 197, 222], [247, 247, 247], [244, 165, 130], [178, 24, 43]];
const onDark = [[107, 178, 235], [44, 92, 140], [38, 40, 45], [156, 74, 40], [244, 150, 100]];

function mixed(stops, place) {
  const position = Math.min(Math.max(place, 0), 1) * (stops.length - 1);
  const lower = Math.min(Math.floor(position), stops.length - 2);
  const part = position - lower;
  return stops[lower].map((value, index) => Math.round(value + (stops[lower + 1][index] - value) * part));
}

// The colour of a signed number from -1 to 1.
function signedColor(value) { return mixed(palette().isDark ? onDark : onPaper, (value + 1) / 2); }

const tableSize = 512;
let table = null;

// The colours of signed numbers as pixels of a picture: red in the lowest byte.
export function signedPixels() {
  table ??= Uint32Array.from({ length: tableSize + 1 }, (_, place) => {
    const [red, green, blue] = signedColor(2 * place / tableSize - 1);
    return (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
  });
  return table;
}

// The place in `signedPixels` of a number from -1 to 1.
export function pixelPlace(value) { return Math.round((Math.min(Math.max(value, -1), 1) + 1) / 2 * tableSize); }

let styles = null;

// The colour of a number from -1 to 1 as a style; made once, as there are many numbers.
export function signedStyle(value) {
  styles ??= Array.from({ length: tableSize + 1 }, (_, place) => `rgb(${signedColor(2 * place / tableSize - 1).join(", ")})`);
  return styles[pixelPlace(value)];
}
