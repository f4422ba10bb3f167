//! Sections, tables and sentences one under another: for a screen, or as Markdown.

use super::grid::Grid;
use super::tell::Teller;

/// A result for people while it is written.
#[derive(Debug)]
pub(super) struct Page {
    markdown: bool,
    width: u16,
    text: String,
}

impl Page {
    /// An empty page, in Markdown where the format is `md`.
    pub(super) fn new(format: &str, teller: &Teller) -> Page {
        Page { markdown: format == "md", width: teller.terminal.screen.width, text: String::new() }
    }

    /// A head with a table under it; nothing where the table is empty.
    pub(super) fn section(&mut self, head: &str, grid: &Grid) {
        if grid.is_empty() {
            return;
        }
        self.head(head);
        self.table(grid);
    }

    /// A head.
    pub(super) fn head(&mut self, head: &str) {
        self.gap();
        let (mark, end) = if self.markdown { ("## ", "\n\n") } else { ("", "\n") };
        self.text.push_str(&format!("{mark}{head}{end}"));
    }

    /// A table.
    pub(super) fn table(&mut self, grid: &Grid) {
        let table = if self.markdown { grid.markdown() } else { grid.text(self.width) };
        self.text.push_str(&table);
    }

    /// A sentence on a line of its own.
    pub(super) fn say(&mut self, sentence: &str) {
        if self.markdown {
            self.gap();
        }
        self.text.push_str(sentence);
        self.text.push('\n');
    }

    /// An empty line, but not at the top.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// The whole page.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
