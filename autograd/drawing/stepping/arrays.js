// What a page with arrays has beside the step page's script.

// A small array as a table, the larger a number the deeper its ground; of a large one the mean.
function table({ rows, mean, text }) {
  if (!rows) return element("span", "say", mean === undefined ? text : `${text}, mean ${four(mean)}`);
  const most = Math.max(...rows.flat().map((x) => Math.abs(x) || 0)) || 1;
  const cell = (x) => {
    const made = element("td", x < 0 ? "minus" : "", four(x));
    made.style.setProperty("--heat", `${Math.round((Math.abs(x) / most) * 30) || 0}%`);
    return made;
  };
  return element("table", "", ...rows.map((row) => element("tr", "", ...row.map(cell))));
}
