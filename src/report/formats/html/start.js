// Brings the page to life. Without it the top of the table stands there to be read.

choices();
searchBox();
document.querySelectorAll("#table th[data-sort]").forEach(sortable);
const on = (id, act) => document.getElementById(id).addEventListener("click", act);
on("clear", clear);
on("previous", () => turn(-1));
on("next", () => turn(1));
on("case-previous", () => step(-1));
on("case-next", () => step(1));
on("case-close", () => sheet.close());
on("case-print", () => print());
on("print-sheets", () => {
  onPaper(shown.map(row => row.at));
  print();
});
sheet.addEventListener("close", closed);
sheet.addEventListener("click", event => event.target === sheet && sheet.close());
// An open sheet is what goes on paper, also by the browser's own menu.
addEventListener("beforeprint", () => sheet.open && onPaper([opened]));
addEventListener("afterprint", offPaper);
addEventListener("hashchange", follow);
document.getElementById("tools").hidden = false;
refresh();
follow();
