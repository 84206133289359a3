//! Tables: a report a row, its parts in columns named as the fields of a JSON line are.

use super::{
    Fields, Out, Place,
    decode::decode,
    limit::{MAX_REPORT, Portions},
    line::{Row, Troubles},
};
use calamine::{Data, Reader, Xlsx};
use std::io::{BufRead, BufReader, Read, Seek};

/// Comma, semicolon or tab, by which there are most of in the first line.
const MARKS: &[u8] = b",;\t";

pub(super) fn csv(from: &mut dyn Read, place: &Place, out: &mut Out) {
    let (from, portion) = Portions::new(from);
    let mut from = BufReader::with_capacity(64 << 10, from);
    let mark = match from.fill_buf() {
        Ok(start) => {
            let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
            MARKS.iter().copied().max_by_key(|mark| (line.iter().filter(|byte| *byte == mark).count(), *mark == b',')).unwrap_or(b',')
        }
        Err(e) => return out.leave(&place.origin, e.to_string()),
    };
    let mut reader = ::csv::ReaderBuilder::new().delimiter(mark).flexible(true).from_reader(from);
    let cells = |record: &::csv::ByteRecord| record.iter().map(|cell| decode(cell).map(|cell| cell.text).unwrap_or_default()).collect::<Vec<String>>();
    let columns = match reader.byte_headers() {
        Ok(names) => match Columns::named(&cells(names), &out.options.fields) {
            Ok(columns) => columns,
            Err(reason) => return out.leave(&place.origin, reason),
        },
        Err(e) => return out.leave(&place.origin, e.to_string()),
    };
    let mut troubles = Troubles::default();
    let mut record = ::csv::ByteRecord::new();
    for number in 2.. {
        portion.begin();
        match reader.read_byte_record(&mut record) {
            Ok(true) if !out.done => columns.row(&cells(&record), number, place, &mut troubles, out),
            Ok(_) => break,
            Err(e) => {
                out.leave(&place.origin, format!("reading stopped at row {number}: {e}"));
                break;
            }
        }
    }
    troubles.tell("row", place, out);
}

/// The first sheet that has a column of texts.
pub(super) fn spreadsheet(from: impl Read + Seek, place: &Place, out: &mut Out) {
    let mut book = match Xlsx::new(BufReader::new(from)) {
        Ok(book) => book,
        Err(e) => return out.leave(&place.origin, format!("a broken spreadsheet ({e})")),
    };
    let mut why = "a spreadsheet without sheets".to_owned();
    for name in book.sheet_names() {
        let Ok(sheet) = book.worksheet_range(&name) else { continue };
        let mut rows = sheet.rows().map(|row| row.iter().map(cell).collect::<Vec<String>>());
        match Columns::named(&rows.next().unwrap_or_default(), &out.options.fields) {
            Err(reason) => why = reason,
            Ok(columns) => {
                let mut troubles = Troubles::default();
                for (number, row) in (2..).zip(rows) {
                    columns.row(&row, number, place, &mut troubles, out);
                }
                return troubles.tell("row", place, out);
            }
        }
    }
    out.leave(&place.origin, why);
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

/// Where in a row each part of a report stands.
struct Columns {
    text: usize,
    original: Option<usize>,
    id: Option<usize>,
    date: Option<usize>,
    outlet: Option<usize>,
    title: Option<usize>,
    address: Option<usize>,
}

impl Columns {
    fn named(names: &[String], fields: &Fields) -> Result<Columns, String> {
        let find = |name: &str| names.iter().position(|found| found.trim().eq_ignore_ascii_case(name));
        let named = |name: &Option<String>| name.as_deref().and_then(find);
        let text = find(&fields.text).ok_or_else(|| {
            let shown: Vec<&str> = names.iter().map(|name| name.trim()).take(12).collect();
            format!("no column `{}` among {}: name it with --text-field", fields.text, shown.join(", "))
        })?;
        let (original, title, address) = (named(&fields.original), named(&fields.title), named(&fields.address));
        Ok(Columns { text, original, id: find(&fields.id), date: find(&fields.date), outlet: find(&fields.outlet), title, address })
    }

    fn row(&self, cells: &[String], number: usize, place: &Place, troubles: &mut Troubles, out: &mut Out) {
        let cell = |column: Option<usize>| column.and_then(|column| cells.get(column)).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty());
        let row = Row {
            text: cells.get(self.text).cloned().unwrap_or_default(),
            original: cell(self.original),
            id: cell(self.id),
            date: cell(self.date),
            outlet: cell(self.outlet),
            title: cell(self.title),
            address: cell(self.address),
        };
        match row {
            row if row.text.trim().is_empty() => troubles.add("without text".to_owned(), number),
            row if row.text.len() > MAX_REPORT => troubles.add(format!("with over {} MiB of text", MAX_REPORT >> 20), number),
            row => out.find(row.found(number, place)),
        }
    }
}
