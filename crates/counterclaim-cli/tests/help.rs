//! The command line's reference: what `--help` prints, command by command, so that no option changes unseen.

use clap::CommandFactory;
use counterclaim_cli::args::Cli;

#[test]
fn the_reference() {
    let mut cli = Cli::command().term_width(100);
    cli.build();
    let mut reference = cli.render_long_help().to_string();
    for command in cli.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        // Options of every command are told once, above.
        let own = command.render_long_help().to_string();
        let (own, _) = own.split_once("Options of every command:").unwrap_or((&own, ""));
        let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        reference.push_str(&format!("\n\n# {}\n\n{}\n\n{examples}\n", command.get_name(), own.trim_end()));
    }
    insta::assert_snapshot!(reference);
}

#[test]
fn every_command_has_examples() {
    for command in Cli::command().get_subcommands() {
        let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(examples.contains(&format!("counterclaim {}", command.get_name())), "{} shows how it is used", command.get_name());
    }
}
