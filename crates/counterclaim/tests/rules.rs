//! Every rule does what its own examples say.

use counterclaim::Counterclaim;

#[test]
fn every_rule_reads_its_examples() {
    let program = Counterclaim::new().expect("what ships with the program loads");
    let (rules, failures) = program.check();
    let drawn: Vec<String> = failures.iter().map(|f| format!("{}\n  {}\n  expected {}\n  got      {}", f.rule, f.example, f.expected, f.got)).collect();
    assert!(failures.is_empty(), "{} of {rules} rules fail an example:\n{}", failures.len(), drawn.join("\n"));
}
