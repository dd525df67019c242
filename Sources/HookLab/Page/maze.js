// The maze as text, and changes of it: what the server reads is what is painted here.

const worlds = { easy: 15, hard: 25, memory: 31 };

// A maze from its text: `rows` from the bottom up, one character a square.
export function parseMaze(text) {
  const headers = [];
  const rows = [];
  for (const line of text.split("\n").map((part) => part.trim())) {
    if (!line || line.startsWith(";")) continue;
    if (!rows.length && line.includes(":")) headers.push(line); else rows.push([...line]);
  }
  const size = rows.length;
  if (!size || rows.some((row) => row.length !== size)) throw new Error(`the maze has ${size} rows; each needs ${size} squares`);
  const unknown = rows.flat().find((symbol) => !"#.CM&%?".includes(symbol));
  if (unknown) throw new Error(`"${unknown}" is no square: use # . C M`);
  const mode = (headers.find((line) => line.startsWith("mode:")) || "mode: hard").slice(5).trim();
  return { headers, rows: rows.reverse(), size, mode, world: worlds[mode] || 25 };
}

export function printMaze(maze) {
  return [...maze.headers, "", ...[...maze.rows].reverse().map((row) => row.join(""))].join("\n") + "\n";
}

function copied(maze) { return { ...maze, headers: [...maze.headers], rows: maze.rows.map((row) => [...row]) }; }

export function margin(maze) { return (maze.world - maze.size) / 2; }

// The position of a square in the world, as the server numbers squares.
export function worldIndex(maze, row, column) { return (row + margin(maze)) * maze.world + column + margin(maze); }

export function squareAt(maze, index) {
  return { row: Math.floor(index / maze.world) - margin(maze), column: (index % maze.world) - margin(maze) };
}

export function isInside(maze, row, column) { return row >= 0 && column >= 0 && row < maze.size && column < maze.size; }

export function isWall(maze, row, column) { return !isInside(maze, row, column) || "#%".includes(maze.rows[row][column]); }

function find(maze, symbols) {
  for (let row = 0; row < maze.size; row++) {
    const column = maze.rows[row].findIndex((symbol) => symbols.includes(symbol));
    if (column >= 0) return { row, column };
  }
  return null;
}

// The mouse's square; without a drawn one it stands at the bottom left.
export function mouseOf(maze) { return find(maze, "M&%") || { row: 0, column: 0 }; }

export function cheeseOf(maze) { return find(maze, "C&"); }

export function facesRight(maze) { return maze.headers.some((line) => /^facing:\s*right/.test(line)); }

// The squares at which two mazes differ; none where they differ in more than squares.
export function differingSquares(first, second) {
  if (first.size !== second.size || first.mode !== second.mode || first.headers.join() !== second.headers.join()) return [];
  const found = [];
  for (let row = 0; row < first.size; row++) {
    for (let column = 0; column < first.size; column++) if (first.rows[row][column] !== second.rows[row][column]) found.push({ row, column });
  }
  return found;
}

// Makes a square a wall or opens it; squares of the mouse and the cheese stay. The same maze when nothing changes.
export function painted(maze, row, column, wall) {
  if (!isInside(maze, row, column) || "MC&%?".includes(maze.rows[row][column])) return maze;
  if (maze.rows[row][column] === (wall ? "#" : ".")) return maze;
  const changed = copied(maze);
  changed.rows[row][column] = wall ? "#" : ".";
  return changed;
}

export function withMouse(maze, row, column) {
  if (isWall(maze, row, column)) return maze;
  const changed = copied(maze);
  const old = find(changed, "M&%");
  if (old) changed.rows[old.row][old.column] = { M: ".", "&": "C", "%": "#" }[changed.rows[old.row][old.column]];
  changed.rows[row][column] = changed.rows[row][column] === "C" ? "&" : "M";
  return changed;
}

export function withCheese(maze, row, column) {
  if (isWall(maze, row, column)) return maze;
  const changed = withoutCheese(maze);
  changed.rows[row][column] = changed.rows[row][column] === "M" ? "&" : "C";
  return changed;
}

export function withoutCheese(maze) {
  const changed = copied(maze);
  changed.rows = changed.rows.map((line) => line.map((symbol) => (symbol === "C" ? "." : symbol === "&" ? "M" : symbol)));
  return changed;
}

export function turned(maze, right = !facesRight(maze)) {
  const changed = copied(maze);
  changed.headers = changed.headers.filter((line) => !line.startsWith("facing:"));
  if (right) changed.headers.push("facing: right");
  return changed;
}
