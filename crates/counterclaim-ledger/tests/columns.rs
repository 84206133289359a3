//! What is counted in memory is what stands in the file.

mod support;

use counterclaim_ledger::Wanted;
use rusqlite::Connection;
use support::*;

#[test]
fn columns_count_what_sql_counts() {
    let folder = folder("columns");
    let store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO), ("a/three", THREE)]);
    let columns = store.columns().expect("columns");
    let conn = Connection::open(store.path()).expect("any SQL tool opens it");
    let sql = |clause: &str| -> u32 {
        let sql = format!("SELECT count(*) FROM claims c JOIN reports r ON r.num = c.report WHERE r.stands = 1 AND {clause}");
        conn.query_row(&sql, [], |row| row.get(0)).expect("a number")
    };
    let named = |party: &str, named_as: &str| {
        sql(&format!("EXISTS (SELECT 1 FROM parties p WHERE p.report = c.report AND p.claim = c.n AND p.party = '{party}' AND p.named_as = '{named_as}')"))
    };
    let wanted = |column: &'static str, value: &str| Wanted { columns: vec![(column, value.to_owned())], ..Wanted::default() };
    let days = |from: Option<&str>, to: Option<&str>| Wanted { days: (from.map(str::to_owned), to.map(str::to_owned)), ..Wanted::default() };
    for (asked, clause) in [
        (Wanted::default(), "1".to_owned()),
        (wanted("effect", "killed"), "c.effect = 'killed'".to_owned()),
        (wanted("current", "1"), "c.current = 1".to_owned()),
        (wanted("report", "two"), "r.id = 'two'".to_owned()),
        (wanted("effect", "no such"), "0".to_owned()),
        (Wanted { words: "Soldiers".to_owned(), ..Wanted::default() }, "c.quote LIKE '%soldiers%'".to_owned()),
        (Wanted { words: "\") OR *".to_owned(), ..Wanted::default() }, "0".to_owned()),
        (Wanted { nowhere: true, ..Wanted::default() }, "c.place IS NULL".to_owned()),
        (Wanted { place: Some("Goris".to_owned()), ..Wanted::default() }, "coalesce(c.place_name, c.place) = 'Goris'".to_owned()),
        (days(Some("2022-09-14"), None), "coalesce(c.day_to, c.day_from) >= '2022-09-14'".to_owned()),
        (days(None, Some("2022-08")), "0".to_owned()),
        (days(Some("2022"), Some("2022-09")), "coalesce(c.day_to, c.day_from) IS NOT NULL".to_owned()),
    ] {
        let counted = columns.counted(&store, &asked).expect("a count");
        assert_eq!(counted.total, sql(&clause), "{asked:?}");
        let found = columns.search(&store, &asked, 0, 1000).expect("claims");
        assert_eq!(found.claims.len() as u32, counted.total, "{asked:?}");
        assert!(found.claims.is_sorted_by_key(|(report, _)| report.clone()), "in order of reports");
        let kinds = counted.facets.iter().filter(|(facet, _)| *facet == "type").flat_map(|(_, values)| values);
        assert_eq!(kinds.map(|(_, n)| n).sum::<u32>(), counted.total, "every claim has a type");
        assert_eq!(counted.places.iter().map(|place| place.claims).sum::<u32>() + counted.nowhere, counted.total, "each is somewhere or says no place");
    }
    let denied = Wanted { parties: vec![("denies", "Azerbaijan".to_owned())], ..Wanted::default() };
    assert_eq!(columns.counted(&store, &denied).expect("a count").total, named("Azerbaijan", "denies"));
    let page = |skip| columns.search(&store, &Wanted::default(), skip, 2).expect("a page").claims;
    assert_eq!([page(0), page(2)].concat(), columns.search(&store, &Wanted::default(), 0, 4).expect("a page").claims, "pages follow on one another");
}

#[test]
fn a_moment_passes_when_somebody_writes() {
    let folder = folder("columns-moment");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE)]);
    let reader = counterclaim_ledger::Store::open(store.path()).expect("a second connection");
    let before = reader.moment().expect("a moment");
    assert_eq!(reader.moment().expect("a moment"), before);
    add(&mut store, &[("a/two", TWO)]);
    assert_ne!(reader.moment().expect("a moment"), before);
}
