//! Elements become text: a paragraph a block with an empty line between, a row of a table a line, lines of `<pre>` joined as they were wrapped.
//!
//! Written without recursion: pages are nested as deep as somebody likes.

use dom_query::NodeRef;

/// Elements that begin a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

/// The text of an element.
pub(super) fn render(node: &NodeRef) -> String {
    let mut out = Page::default();
    let mut stack = vec![Step::Enter(*node)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(node) if node.is_text() => out.words(&node.text()),
            Step::Enter(node) => {
                out.open(&name(&node));
                stack.push(Step::Leave(node));
                stack.extend(node.children_it(true).map(Step::Enter));
            }
            Step::Leave(node) => out.close(&name(&node)),
        }
    }
    out.block();
    out.text
}

fn name(node: &NodeRef) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

#[derive(Default)]
struct Page {
    text: String,
    /// The paragraph so far.
    line: String,
    /// How deep in `<pre>`.
    kept: usize,
    /// How many line ends stand at the end of the paragraph.
    breaks: usize,
    cell: bool,
}

impl Page {
    fn open(&mut self, name: &str) {
        match name {
            "br" => {
                self.breaks += 1;
                // A single one wraps a line, two end a paragraph.
                if self.breaks > 1 { self.block() } else { self.line.push('\n') }
            }
            "td" | "th" => self.cell = true,
            "pre" => {
                self.block();
                self.kept += 1;
            }
            name if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pre" => {
                self.block();
                self.kept = self.kept.saturating_sub(1);
            }
            name if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.kept > 0 {
            self.breaks = 0;
            return self.line.push_str(text);
        }
        if text.trim().is_empty() {
            if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) && self.breaks == 0 {
                self.line.push(' ');
            }
            return;
        }
        if std::mem::take(&mut self.cell) && !self.line.trim().is_empty() {
            self.line.truncate(self.line.trim_end().len());
            self.line.push_str(" | ");
        }
        self.breaks = 0;
        if text.starts_with(char::is_whitespace) && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
            self.line.push(' ');
        }
        for (i, word) in text.split_whitespace().enumerate() {
            if i > 0 {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    /// Ends a paragraph.
    fn block(&mut self) {
        self.breaks = 0;
        self.cell = false;
        let line = std::mem::take(&mut self.line);
        let paragraphs: Vec<String> = if self.kept > 0 { unwrap(&line) } else { vec![line.lines().map(str::trim).collect::<Vec<_>>().join("\n")] };
        for paragraph in paragraphs.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
    }
}

/// Paragraphs of preformatted text: an empty line or an indented one begins the next.
fn unwrap(text: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            out.push(String::new());
            continue;
        }
        if line.starts_with([' ', '\t']) && out.last().is_some_and(|last| last.lines().last().is_some_and(|before| !before.starts_with([' ', '\t']))) {
            out.push(String::new());
        }
        if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line.trim_end());
        }
    }
    out
}
