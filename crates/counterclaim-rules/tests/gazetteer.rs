//! The places: what ships, and what a user lays over it, as a table or as GeoNames gives it out.

use counterclaim_rules::world::{Also, World};
use std::{fs, path::PathBuf};

/// A folder of the user's tables, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str, file: &str, text: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("counterclaim-places-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(file), text).unwrap();
        Folder(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A line of GeoNames' dump: its name, other names, class and code, population.
fn line(name: &str, names: &str, class: &str, code: &str, people: u32) -> String {
    format!("1\t{name}\t{name}\t{names}\t39.5\t46.4\t{class}\t{code}\tAM\t\t08\t\t\t\t{people}\t\t1000\tAsia/Yerevan\t2020-01-01\n")
}

const HEAD: &str = "name\tkind\tcountry\tadmin1\tnames\tlat\tlon\tthousands\n";

#[test]
fn a_dump_of_geonames_is_laid_over() {
    let dump =
        line("Syunik Province", "", "A", "ADM1", 0) + &line("Qarahunj Verin", "Garaunj,Գարաունջ", "P", "PPL", 40) + &line("Hotel Goris", "", "S", "HTL", 0);
    let folder = Folder::of("dump", "AM.txt", &dump);
    let world = World::with(&folder.0).unwrap();
    let at = |words: &[&str]| world.place_at(words, 0, false).map(|hit| (hit.len, hit.places[0].admin1.map(str::to_owned)));
    assert_eq!(at(&["Qarahunj", "Verin", "village"]), Some((2, Some("Syunik Province".to_owned()))));
    assert_eq!(at(&["Garaunj"]).map(|hit| hit.0), Some(1));
    assert_eq!(at(&["Hotel", "Goris"]), None, "hotels are no places of a report");
    assert!(at(&["Baku"]).is_some(), "the shipped places stay");
    assert!(!world.place_at(&["Garaunj"], 0, false).unwrap().stands_alone(), "a hamlet needs a word of place");
}

#[test]
fn what_is_wrong_with_a_dump_is_told_by_line() {
    let folder = Folder::of("wrong", "AM.txt", &(line("Goris", "", "P", "PPL", 20) + "2\tKapan\n"));
    let error = World::with(&folder.0).err().unwrap().to_string();
    assert!(error.contains("AM.txt:2: 2 cells, but a line of a GeoNames dump has 19"), "{error}");
}

#[test]
fn a_users_row_takes_the_place_of_the_shipped_one() {
    let folder = Folder::of("own", "places.tsv", &format!("{HEAD}Goris\tcity\tAM\tSyunik\tGyoris\t39.511\t46.338\t20\n"));
    let world = World::with(&folder.0).unwrap();
    let hit = world.place_at(&["Goris"], 0, false).unwrap();
    assert_eq!(hit.places.iter().filter(|place| place.country == Some("AM")).map(|place| place.by_hand).collect::<Vec<_>>(), [true]);
    assert!(world.place_at(&["Gyoris"], 0, false).unwrap().stands_alone());
    let folder = Folder::of("bad", "places.tsv", &format!("{HEAD}Goris\ttown\tAM\n"));
    let error = World::with(&folder.0).err().unwrap().to_string();
    assert!(error.contains("places.tsv:2:"), "{error}");
}

#[test]
fn names_that_are_something_else_are_marked() {
    let world = World::shipped();
    let also = |word: &str| world.place_at(&[word], 0, false).map(|hit| (hit.places[0].also, hit.stands_alone()));
    assert_eq!(also("Police"), Some((Also::Word, false)));
    assert_eq!(also("Desmond"), Some((Also::GivenName, false)));
    assert_eq!(also("Goris"), Some((Also::Nothing, false)), "a town of 20,000 is told with a word of place, or with its neighbours");
    assert_eq!(also("Aleppo"), Some((Also::Nothing, true)));
    assert!(also("Tenn").is_none_or(|(also, _)| also != Also::Abbreviation), "an abbreviation needs its full stop");
    assert_eq!(also("Tenn."), Some((Also::Abbreviation, false)));
}
