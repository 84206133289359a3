//! From the written pattern to a small program.

use super::{MentionKind, Op, Pattern, Test, need};
use crate::{
    hash::HashSet,
    lexicon::{Lexicon, ListId, Lists},
};

pub(super) enum Node {
    One(Test),
    List(ListId, Option<Test>),
    Mention(MentionKind),
    Start,
    End,
    Named(usize, Box<Node>),
    Seq(Vec<Node>),
    Either(Vec<Node>),
    /// What must not come next.
    Never(Box<Node>),
    Times {
        node: Box<Node>,
        least: usize,
        most: Option<usize>,
        lazy: bool,
    },
}

struct Parser<'a> {
    tokens: Vec<String>,
    at: usize,
    lexicon: &'a Lexicon,
    captures: Vec<String>,
}

impl Pattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Pattern, String> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, lexicon, captures: Vec::new() };
        let node = parser.either()?;
        if let Some(left) = parser.peek() {
            return Err(format!("`{left}` is left over: is a bracket missing?"));
        }
        let mut needs = Vec::new();
        need::of(&node, &mut needs);
        // What few sentences have is asked first.
        needs.sort_by_key(need::Need::width);
        let mut code = Vec::new();
        emit(&node, &mut code);
        code.push(Op::Done);
        let mut splits = 0;
        for op in &mut code {
            if let Op::Split(_, _, number) = op {
                *number = splits;
                splits += 1;
            }
        }
        Ok(Pattern { code, captures: parser.captures, needs, splits })
    }
}

/// Cuts at blanks and around the signs of the language; words keep `-`, `'` and `.`.
fn tokens(text: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '"' => 2 + rest[1..].find('"').ok_or("a quotation mark is not closed")?,
            '<' => 1 + rest.find('>').ok_or("a `<` is not closed")?,
            '{' => 1 + rest.find('}').ok_or("a `{` is not closed")?,
            '(' | ')' | '|' | '?' | '*' | '+' | '&' | '!' | '^' | '$' | ':' => 1,
            _ => rest.find(|c: char| c.is_whitespace() || "()|?*+&!^$:{<\"".contains(c)).unwrap_or(rest.len()),
        };
        out.push(rest[..len].to_owned());
        rest = rest[len..].trim_start();
    }
    Ok(out)
}

impl Parser<'_> {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.peek() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Node, String> {
        let mut arms = vec![self.sequence()?];
        while self.take("|") {
            arms.push(self.sequence()?);
        }
        Ok(either(arms))
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut items = Vec::new();
        while self.peek().is_some_and(|t| t != "|" && t != ")") {
            items.push(self.item()?);
        }
        Ok(Node::Seq(items))
    }

    fn item(&mut self) -> Result<Node, String> {
        if self.tokens.get(self.at + 1).is_some_and(|t| t == ":") {
            let name = self.tokens[self.at].clone();
            self.at += 2;
            let slot = self.captures.iter().position(|c| *c == name).unwrap_or_else(|| {
                self.captures.push(name);
                self.captures.len() - 1
            });
            let node = self.repeated()?;
            return Ok(Node::Named(slot, Box::new(node)));
        }
        self.repeated()
    }

    fn repeated(&mut self) -> Result<Node, String> {
        let node = self.atom()?;
        let (least, most) = match self.peek() {
            Some("?") => (0, Some(1)),
            Some("*") => (0, None),
            Some("+") => (1, None),
            Some(t) if t.starts_with('{') => range(t)?,
            _ => return Ok(node),
        };
        self.at += 1;
        Ok(Node::Times { node: Box::new(node), least, most, lazy: false })
    }

    fn atom(&mut self) -> Result<Node, String> {
        let never = self.peek() == Some("!") && self.tokens.get(self.at + 1).is_some_and(|t| t == "(");
        self.at += usize::from(never);
        if self.take("(") {
            let node = self.either()?;
            return match (self.take(")"), never) {
                (true, true) => Ok(Node::Never(Box::new(node))),
                (true, false) => Ok(node),
                (false, _) => Err("a `(` is not closed".to_owned()),
            };
        }
        let first = self.peek().ok_or("the pattern ends too early")?.to_owned();
        if first == "^" || first == "$" {
            self.at += 1;
            return Ok(if first == "^" { Node::Start } else { Node::End });
        }
        for (sign, test) in [("..", Test::Within), ("~", Test::Verbless)] {
            if let Some(n) = first.strip_prefix(sign).and_then(|n| n.parse().ok()) {
                self.at += 1;
                return Ok(Node::Times { node: Box::new(Node::One(test)), least: 0, most: Some(n), lazy: true });
            }
        }
        if let Some(kind) = mention(&first) {
            self.at += 1;
            return Ok(Node::Mention(kind));
        }
        let list = first.strip_prefix('<').map(|l| l.trim_end_matches('>').to_owned());
        let test = self.test()?;
        let mut more = Vec::new();
        while self.take("&") {
            more.push(self.test()?);
        }
        let more = if more.is_empty() { None } else { Some(Test::All(more)) };
        Ok(match (list, test, more) {
            (Some(name), _, more) => Node::List(self.lexicon.id(&name).unwrap_or_default(), more),
            (None, test, None) => Node::One(test),
            (None, test, Some(more)) => Node::One(Test::All(vec![test, more])),
        })
    }

    fn test(&mut self) -> Result<Test, String> {
        let token = self.peek().ok_or("the pattern ends too early")?.to_owned();
        self.at += 1;
        if token == "!" {
            return Ok(Test::Not(Box::new(self.test()?)));
        }
        if let Some(name) = token.strip_prefix('<') {
            let name = name.trim_end_matches('>');
            let id = self.lexicon.id(name).ok_or_else(|| format!("there is no list `<{name}>` in lexicon.toml"))?;
            return Ok(Test::Lists(Lists::one(id.into())));
        }
        if let Some(word) = token.strip_prefix('"') {
            return Ok(Test::Lower(word.trim_end_matches('"').into()));
        }
        if let Some(lemma) = token.strip_prefix('%') {
            return Ok(Test::Lemma(lemma.into()));
        }
        let upper = token.chars().all(|c| c.is_ascii_uppercase() || c == '$');
        match token.as_str() {
            "_" => Ok(Test::Word),
            "Cap" => Ok(Test::Capital),
            _ if upper => Ok(Test::Tag(token.into())),
            _ if token.chars().any(char::is_uppercase) => Err(format!("`{token}` is no mention: Group, Count, Party, Speaker, Place, Time")),
            _ if "()|?*+&:^$".contains(&token) || token.starts_with('{') => Err(format!("`{token}` stands where a word should")),
            _ => Ok(Test::Lower(token.into())),
        }
    }
}

fn mention(word: &str) -> Option<MentionKind> {
    Some(match word {
        "Group" => MentionKind::Group,
        "Count" => MentionKind::Count,
        "Party" => MentionKind::Party,
        "Speaker" => MentionKind::Speaker,
        "Place" => MentionKind::Place,
        "Time" => MentionKind::Time,
        _ => return None,
    })
}

fn range(text: &str) -> Result<(usize, Option<usize>), String> {
    let inner = text.trim_matches(['{', '}']);
    let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
    let read = |n: &str| n.trim().parse::<usize>().map_err(|_| format!("`{text}` is no repetition: write {{1,3}}"));
    Ok((read(least)?, Some(read(most)?)))
}

/// The arms of `(a | b c | d)`. Arms of one word that stand side by side become one test: they all take one word, so which of them
/// fits makes no difference.
fn either(arms: Vec<Node>) -> Node {
    let mut out: Vec<Node> = Vec::with_capacity(arms.len());
    for arm in arms {
        let arm = match arm {
            Node::Seq(mut items) if items.len() == 1 => items.remove(0),
            arm => arm,
        };
        match (out.last_mut(), arm) {
            (Some(Node::One(Test::Any(words, others))), Node::One(test)) => join(test, words, others),
            (Some(Node::One(before)), Node::One(test)) => {
                let (mut words, mut others) = (HashSet::default(), Vec::new());
                join(std::mem::replace(before, Test::Word), &mut words, &mut others);
                join(test, &mut words, &mut others);
                *before = Test::Any(words, others);
            }
            (_, arm) => out.push(arm),
        }
    }
    if out.len() == 1 { out.remove(0) } else { Node::Either(out) }
}

fn join(test: Test, words: &mut HashSet<Box<str>>, others: &mut Vec<Test>) {
    match test {
        Test::Lower(word) => drop(words.insert(word)),
        test => others.push(test),
    }
}

fn emit(node: &Node, code: &mut Vec<Op>) {
    match node {
        Node::One(test) => code.push(Op::One(test.clone())),
        Node::List(id, test) => code.push(Op::List(*id, test.clone())),
        Node::Mention(kind) => code.push(Op::Mention(*kind)),
        Node::Start => code.push(Op::Start),
        Node::End => code.push(Op::End),
        Node::Named(slot, node) => {
            code.push(Op::Save(slot * 2));
            emit(node, code);
            code.push(Op::Save(slot * 2 + 1));
        }
        Node::Seq(items) => items.iter().for_each(|n| emit(n, code)),
        Node::Never(node) => {
            let start = code.len();
            code.push(Op::Done);
            emit(node, code);
            code.push(Op::Done);
            code[start] = Op::Never(code.len());
        }
        Node::Either(arms) => {
            let mut jumps = Vec::new();
            for (i, arm) in arms.iter().enumerate() {
                let split = code.len();
                if i + 1 < arms.len() {
                    code.push(Op::Split(0, 0, 0));
                }
                emit(arm, code);
                if i + 1 < arms.len() {
                    jumps.push(code.len());
                    code.push(Op::Jump(0));
                    code[split] = Op::Split(split + 1, code.len(), 0);
                }
            }
            for jump in jumps {
                code[jump] = Op::Jump(code.len());
            }
        }
        Node::Times { node, least, most, lazy } => {
            for _ in 0..*least {
                emit(node, code);
            }
            let order = |into: usize, past: usize| if *lazy { Op::Split(past, into, 0) } else { Op::Split(into, past, 0) };
            match most {
                None => {
                    let split = code.len();
                    code.push(Op::Split(0, 0, 0));
                    emit(node, code);
                    code.push(Op::Jump(split));
                    code[split] = order(split + 1, code.len());
                }
                Some(most) => {
                    let mut splits = Vec::new();
                    for _ in *least..*most {
                        splits.push(code.len());
                        code.push(Op::Split(0, 0, 0));
                        emit(node, code);
                    }
                    for split in splits {
                        code[split] = order(split + 1, code.len());
                    }
                }
            }
        }
    }
}
