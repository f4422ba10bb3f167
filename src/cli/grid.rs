//! A table of texts and how it is shown: fitted to a screen, as Markdown, or as csv.

use anyhow::Result;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use crate::report::harmless;

/// One line under the head and nothing else: what is long stays short.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Rows of cells under a header, all texts of one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table without rows.
    pub(super) fn new<T: Into<String>>(head: impl IntoIterator<Item = T>) -> Grid {
        Grid { head: head.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn add<T: Into<String>>(&mut self, row: impl IntoIterator<Item = T>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    /// Whether there are no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As lines that fit a screen of this width; columns of numbers stand to the right.
    pub(super) fn text(&self, width: u16) -> String {
        let mut table = Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width).force_no_tty();
        table.set_header(&self.head);
        table.add_rows(&self.rows);
        for (at, column) in table.column_iter_mut().enumerate() {
            if self.rows.iter().all(|row| row.get(at).is_none_or(|cell| is_number(cell))) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        format!("{}\n", table.trim_fmt())
    }

    /// As a table of Markdown.
    pub(super) fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', "<br>")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}|{}\n{rows}", line(&self.head), "---|".repeat(self.head.len()))
    }

    /// As csv; what a spreadsheet would run as a formula is made harmless.
    pub(super) fn csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&self.head).chain(&self.rows) {
            writer.write_record(row.iter().map(|cell| harmless(cell)))?;
        }
        Ok(String::from_utf8_lossy(&writer.into_inner()?).into_owned())
    }
}

/// Digits with what people put around them.
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || " .,%+-–()<×€\n".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_shown_in_three_ways() {
        let mut grid = Grid::new(["Regel", "Raak"]);
        grid.add(["FIN-02 | lening", "7"]);
        grid.add(["=A1", "1.234"]);
        assert!(grid.text(40).contains("   7"), "{}", grid.text(40));
        assert_eq!(grid.markdown(), "| Regel | Raak |\n|---|---|\n| FIN-02 \\| lening | 7 |\n| =A1 | 1.234 |\n");
        assert_eq!(grid.csv().expect("csv"), "Regel,Raak\nFIN-02 | lening,7\n'=A1,1.234\n");
    }
}
