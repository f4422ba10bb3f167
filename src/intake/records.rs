//! Records of a text file: where cells and records end, and the cells of many records in one text.
//!
//! The grammar is that of RFC 4180, of which the `csv` crate reads what is written in practice as well, and a
//! property test holds the one against the other. Here a record without quotes is copied as it stands, in one
//! piece: only delimiters and line ends are looked for, many bytes at a time.

use super::dialect::Dialect;
use wide::u8x16;

/// Some records of a text file.
#[derive(Clone, Debug)]
pub(super) struct Records {
    /// All cells, with one sign before the first and one after each.
    text: String,
    /// Per record the place of the sign before its first cell, then of the sign after each cell.
    signs: Vec<u32>,
    /// Where in `signs` each record starts, and after the last one where the next will.
    starts: Vec<usize>,
}

impl Default for Records {
    fn default() -> Self {
        Records { text: "\n".to_owned(), signs: Vec::new(), starts: vec![0] }
    }
}

impl Records {
    /// None, in the same memory.
    pub(super) fn cleared(mut self) -> Self {
        self.text.truncate(1);
        self.signs.clear();
        self.starts.truncate(1);
        self
    }

    /// How many bytes of text there are.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How many records are kept: the number of the one that was read last.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn end(&self, record: usize) -> usize {
        self.starts.get(record + 1).copied().unwrap_or(self.signs.len())
    }

    /// How many cells a record has.
    pub(super) fn width(&self, record: usize) -> usize {
        (self.end(record) - self.starts[record]).saturating_sub(1)
    }

    /// A cell; past the end of a record there is nothing.
    pub(super) fn cell(&self, record: usize, column: usize) -> &str {
        let at = self.starts[record] + column;
        if at + 1 >= self.end(record) {
            return "";
        }
        &self.text[self.signs[at] as usize + 1..self.signs[at + 1] as usize]
    }

    /// The cells of a record.
    pub(super) fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.width(record)).map(move |column| self.cell(record, column))
    }

    /// Looks at all of the text, line of memory by line, so that it is near when cells are read here and there:
    /// another thread has written it.
    pub(super) fn fetch(&self) {
        let text = self.text.as_bytes().iter().step_by(64).fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
        let signs = self.signs.iter().step_by(16).fold(0, |sum: u32, sign| sum.wrapping_add(*sign));
        std::hint::black_box((text, signs));
    }

    /// Keeps the record that was read last.
    pub(super) fn keep(&mut self) {
        self.starts.push(self.signs.len());
    }

    /// Forgets the record that was read last and not kept.
    pub(super) fn forget(&mut self) {
        let start = self.starts[self.len()];
        if let Some(before) = self.signs.get(start) {
            self.text.truncate(*before as usize + 1);
        }
        self.signs.truncate(start);
    }

    /// Reads the record that starts at `start`, and tells where it ends, its line end included. `None` when the
    /// text ends before the record does: because more is to come, or, of the `whole` text, because a quote is
    /// never closed.
    pub(super) fn read(&mut self, text: &str, start: usize, whole: bool, dialect: Dialect) -> Option<usize> {
        let end = self.copy(text, start, whole, dialect);
        if end.is_none() {
            self.forget();
        }
        end
    }

    fn copy(&mut self, text: &str, start: usize, whole: bool, dialect: Dialect) -> Option<usize> {
        let bytes = text.as_bytes();
        self.signs.push(self.text.len() as u32 - 1);
        // What stands from `copied` on is still to be copied, to the end of `self.text`.
        let (mut copied, mut cell) = (start, start);
        let mut signs = Signs::new(bytes, start, dialect.delimiter);
        loop {
            if dialect.quote.is_some() && bytes.get(cell).copied() == dialect.quote {
                self.text.push_str(&text[copied..cell]);
                copied = self.unquote(text, cell + 1, whole, dialect)?;
                signs = Signs::new(bytes, copied, dialect.delimiter);
            }
            let sign = match signs.next() {
                Some(sign) => sign,
                None if whole => bytes.len(),
                None => return None,
            };
            self.signs.push((self.text.len() + sign - copied) as u32);
            cell = sign + 1;
            if bytes.get(sign) != Some(&dialect.delimiter) {
                self.text.push_str(&text[copied..sign]);
                self.text.push('\n');
                return Some(cell.min(bytes.len()));
            }
        }
    }

    /// Copies what stands in quotes from `at` on, and tells what comes after the closing one.
    fn unquote(&mut self, text: &str, mut at: usize, whole: bool, dialect: Dialect) -> Option<usize> {
        let bytes = text.as_bytes();
        let quote = dialect.quote?;
        loop {
            let sign = at + memchr::memchr2(quote, dialect.escape.unwrap_or(quote), &bytes[at..])?;
            self.text.push_str(&text[at..sign]);
            let next = bytes.get(sign + 1);
            if bytes[sign] == quote && next != Some(&quote) {
                // More text could start with the second of two quotes.
                return (next.is_some() || whole).then_some(sign + 1);
            }
            // The second of two quotes, or what an escape stands before, is text.
            let literal = text[sign + 1..].chars().next()?;
            self.text.push(literal);
            at = sign + 1 + literal.len_utf8();
        }
    }
}

/// The places of delimiters and line ends from some place on.
struct Signs<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    /// The places among the 64 bytes before `next` that are still to be told, the first in the lowest bit.
    found: u64,
    next: usize,
}

impl<'a> Signs<'a> {
    fn new(bytes: &'a [u8], start: usize, delimiter: u8) -> Self {
        Signs { bytes, delimiter, found: 0, next: start }
    }

    /// Which of 64 bytes are signs, many bytes at a time.
    fn mask(&self, bytes: &[u8; 64]) -> u64 {
        let is = |bytes: u8x16, sign: u8| bytes.simd_eq(u8x16::splat(sign));
        bytes.as_chunks().0.iter().rev().fold(0, |mask, sixteen| {
            let sixteen = u8x16::new(*sixteen);
            let signs = is(sixteen, self.delimiter) | is(sixteen, b'\n') | is(sixteen, b'\r');
            mask << 16 | u64::from(signs.to_bitmask())
        })
    }
}

impl Iterator for Signs<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.bytes.get(self.next..).filter(|rest| !rest.is_empty())?;
            self.found = match rest.first_chunk() {
                Some(bytes) => self.mask(bytes),
                None => {
                    let mut bytes = [0; 64];
                    bytes[..rest.len()].copy_from_slice(rest);
                    self.mask(&bytes)
                }
            };
            self.next += 64;
        }
        let sign = self.next - 64 + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, dialect: Dialect) -> Option<Vec<Vec<String>>> {
        let mut records = Records::default();
        let mut at = 0;
        while let Some(skipped) = text[at..].find(|c| !matches!(c, '\r' | '\n')) {
            at = records.read(text, at + skipped, true, dialect)?;
            records.keep();
        }
        Some((0..records.len()).map(|record| records.cells(record).map(str::to_owned).collect()).collect())
    }

    proptest! {
        #[test]
        fn records_are_those_of_the_csv_crate(text in "[ab;\"'\\\\\r\né]{0,24}|[abcdefgh;\n]{60,140}", escape in any::<bool>()) {
            let dialect = Dialect { delimiter: b';', quote: Some(b'"'), escape: escape.then_some(b'\\') };
            let reader = dialect.builder().from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.into_records().map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect()).collect();
            // Where a quote is never closed the rest of the file is no cell.
            if let Some(found) = read(&text, dialect) {
                prop_assert_eq!(found, expected);
            }
        }

        #[test]
        fn a_record_that_goes_on_is_left_alone(text in "[ab;\"\r\n]{0,16}", more in "[ab;\"\r\n]{0,8}") {
            let dialect = Dialect { delimiter: b';', quote: Some(b'"'), escape: None };
            let (mut part, mut whole) = (Records::default(), Records::default());
            prop_assume!(!text.starts_with(['\r', '\n']));
            if let Some(end) = part.read(&text, 0, false, dialect) {
                let all = [text.as_str(), &more].concat();
                prop_assert_eq!(whole.read(&all, 0, true, dialect), Some(end));
                prop_assert_eq!(part.cells(0).collect::<Vec<_>>(), whole.cells(0).collect::<Vec<_>>());
            } else {
                prop_assert_eq!(part.width(0), 0);
            }
        }
    }
}
