//! The dresses that a table is shipped in: as a Dutch Excel saves a csv, plain, and as a workbook.

use std::error::Error;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

use crate::columns::{COLUMNS, Kind, Row};

/// A table: its header and its rows.
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// The applications under the columns that all of them have.
    pub(crate) fn applications(rows: &[Row]) -> Table {
        Table { header: COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect(), rows: rows.to_vec() }
    }

    /// A table with columns of its own.
    pub(crate) fn of(header: &[&str], rows: Vec<Row>) -> Table {
        Table { header: header.iter().map(|name| (*name).to_owned()).collect(), rows }
    }

    /// Semicolons, Windows-1252, CRLF: what a Dutch Excel saves.
    pub(crate) fn excel_csv(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let text = String::from_utf8(self.csv(b';', csv::Terminator::CRLF)?)?;
        Ok(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned())
    }

    /// UTF-8, a line feed at the end of a line.
    pub(crate) fn plain_csv(&self, delimiter: u8) -> Result<Vec<u8>, Box<dyn Error>> {
        self.csv(delimiter, csv::Terminator::Any(b'\n'))
    }

    fn csv(&self, delimiter: u8, end: csv::Terminator) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
        writer.write_record(&self.header)?;
        self.rows.iter().try_for_each(|row| writer.write_record(row))?;
        Ok(writer.into_inner()?)
    }
}

/// A title above the table, real dates and numbers, KvK numbers without their leading zero.
pub(crate) fn workbook(rows: &[Row]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Aanvragen")?;
    let (bold, date, money) = (
        Format::new().set_bold(),
        Format::new().set_num_format("dd-mm-yyyy"),
        Format::new().set_num_format("#,##0.00"),
    );
    sheet.write_with_format(0, 0, "Overzicht aanvragen Voorbeeldstad (verzonnen gegevens)", &bold)?;
    for (column, (name, kind)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(2, column, name, &bold)?;
        for (at, row) in (3..).zip(rows) {
            let text = &row[usize::from(column)];
            let number = text.replace('.', "").replace(',', ".").parse::<f64>();
            match (kind, number, day(text)) {
                _ if text.is_empty() => {}
                (Kind::Number, Ok(number), _) => drop(sheet.write(at, column, number)?),
                (Kind::Money, Ok(number), _) => drop(sheet.write_with_format(at, column, number, &money)?),
                (Kind::Date, _, Some(day)) => drop(sheet.write_with_format(at, column, day, &date)?),
                _ => drop(sheet.write(at, column, text)?),
            }
        }
    }
    sheet.set_freeze_panes(3, 1)?.autofit();
    let written = ExcelDateTime::from_ymd(2026, 11, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&written));
    Ok(book)
}

fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}
