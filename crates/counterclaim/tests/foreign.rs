//! Reports in other languages are recognised by the whole of their text, kept, and set aside.

mod folder;

use folder::{Folder, PARAGRAPH, ids};

const SPANISH: &str = "El ministerio de Defensa comunicó el jueves que cuatro soldados murieron y nueve resultaron heridos cuando un proyectil cayó sobre el muelle \
    oriental del puerto. El ejército negó haber disparado contra la ciudad y acusó a la otra parte de romper el alto el fuego.";
const RUSSIAN: &str = "Министерство обороны сообщило в четверг, что четыре военнослужащих погибли и девять получили ранения, когда снаряд попал в восточный причал \
    порта. Армия отрицает, что стреляла по городу, и обвиняет другую сторону в нарушении перемирия.";

#[test]
fn what_is_not_english_is_set_aside_whatever_it_says_of_itself() {
    let folder = Folder::new("foreign");
    folder.put("a.txt", SPANISH);
    folder.put("b.html", format!("<html lang=en><head><title>Порт</title></head><body><article><h1>Порт</h1><p>{RUSSIAN}</p></article></body></html>"));
    folder.put("c.html", format!("<html lang=ru><head><title>Quay</title></head><body><article><h1>Quay</h1><p>{PARAGRAPH}</p></article></body></html>"));
    folder.put("d.txt", "Armenia lost 49 troops. Mr. Aliyev spoke.");
    let intake = folder.read();
    assert_eq!(ids(&intake), ["c", "d"]);
    let aside: Vec<_> = intake.aside.iter().map(|document| (&*document.id, document.source.language.as_ref().map(|language| &*language.code))).collect();
    assert_eq!(aside, [("a", Some("es")), ("b", Some("ru"))]);
    assert_eq!(&*intake.aside[0].text, SPANISH);
}
