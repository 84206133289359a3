//! Who is there, and what they may do: readers look, reviewers judge.
//!
//! On this machine alone everybody is a reviewer. Elsewhere a token says who is what; it is given once, and a cookie that this server signed
//! stands for it until the server ends. Nothing of a session is kept here, so that nothing can be filled up.

use anyhow::{Context, Result, anyhow, bail};
use axum::http::{HeaderMap, header};
use blake3::Hash;
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::Path,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Look at everything.
    Reader,
    /// And judge.
    Reviewer,
}

/// Who is asking.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// What they may do; nothing before a token is given.
    pub role: Option<Role>,
    /// Their name, where they told it.
    pub by: Option<String>,
    /// What a form must hold to be theirs.
    pub csrf: String,
    /// The cookie that they must be given first.
    pub cookie: Option<String>,
    /// Whether they are a program that sends its token each time: no other page can send it in their name.
    pub is_program: bool,
}

/// The tokens, the server's secret, and who failed lately.
pub struct Door {
    tokens: Vec<(Role, Hash)>,
    /// Machines that hand on what others ask, and are believed when they say for whom.
    proxies: Vec<IpAddr>,
    secret: [u8; 32],
    failures: Mutex<Failures>,
}

const COOKIE: &str = "counterclaim";
const NAME: &str = "counterclaim_by";

/// A token that can be guessed is none.
const SHORTEST: usize = 16;

impl Door {
    /// Open to this machine alone, or to whoever has one of the tokens in a file.
    pub fn new(tokens: Option<&Path>, proxies: &[IpAddr]) -> Result<Door> {
        let tokens = tokens.map(read).transpose()?.unwrap_or_default();
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|e| anyhow!("this machine gives no random numbers: {e}"))?;
        Ok(Door { tokens, proxies: proxies.iter().map(IpAddr::to_canonical).collect(), secret, failures: Mutex::default() })
    }

    /// Whether a token is asked for.
    pub fn is_shut(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// The address that a question comes from: the peer's, or, where that is a trusted proxy, the last one before it in `X-Forwarded-For`.
    /// What stands farther left was written by somebody who is not known.
    pub fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let told = headers.get_all("x-forwarded-for").iter().flat_map(|value| value.to_str().unwrap_or("?").split(','));
        let told: Vec<&str> = told.map(str::trim).collect();
        let mut sender = peer.to_canonical();
        for before in told.iter().rev() {
            if !self.proxies.contains(&sender) {
                break;
            }
            let ip = before.parse::<IpAddr>().ok().or_else(|| before.parse::<SocketAddr>().ok().map(|at| at.ip()));
            let Some(ip) = ip else { break };
            sender = ip.to_canonical();
        }
        sender
    }

    /// Who sent these headers. `Err` says for how many seconds a peer that failed too often is not heard.
    pub fn visitor(&self, headers: &HeaderMap, peer: IpAddr) -> Result<Visitor, u64> {
        let by = cookie(headers, NAME).map(|by| percent_encoding::percent_decode_str(&by).decode_utf8_lossy().into_owned()).filter(|by| !by.trim().is_empty());
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
        if let Some(token) = bearer.filter(|_| self.is_shut()) {
            let role = self.knock(token, peer)?;
            return Ok(Visitor { role, by, csrf: String::new(), cookie: None, is_program: true });
        }
        if let Some((role, id)) = cookie(headers, COOKIE).and_then(|value| self.signed(&value)) {
            return Ok(Visitor { role: Some(role), by, csrf: self.csrf(&id), cookie: None, is_program: false });
        }
        if self.is_shut() {
            return Ok(Visitor { role: None, by, csrf: String::new(), cookie: None, is_program: false });
        }
        let (cookie, csrf) = self.admit(Role::Reviewer, headers);
        Ok(Visitor { role: Some(Role::Reviewer), by, csrf, cookie: Some(cookie), is_program: false })
    }

    /// What a token opens. `Err` as above.
    pub fn knock(&self, token: &str, peer: IpAddr) -> Result<Option<Role>, u64> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        failures.may_try(peer, now)?;
        // Hashes are compared in a time that tells nothing of where they differ, and all of them.
        let given = blake3::hash(token.trim().as_bytes());
        let role = self.tokens.iter().filter(|(_, hash)| *hash == given).map(|(role, _)| *role).max();
        if role.is_none() {
            failures.failed(peer, now);
        }
        Ok(role)
    }

    /// A cookie for somebody, and what their forms must hold.
    pub fn admit(&self, role: Role, headers: &HeaderMap) -> (String, String) {
        let mut id = [0; 16];
        // Without random numbers the server's own secret still tells its cookies from anybody's.
        let _ = getrandom::fill(&mut id);
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let role = if role == Role::Reviewer { "reviewer" } else { "reader" };
        let mac = self.mac("visit", &format!("{role}.{id}"));
        // Behind something that speaks TLS for this server, the cookie never goes without it.
        let is_tls = headers.get("x-forwarded-proto").is_some_and(|proto| proto.as_bytes() == b"https");
        let secure = if is_tls { "; Secure" } else { "" };
        (format!("{COOKIE}={role}.{id}.{mac}; Path=/; HttpOnly; SameSite=Strict{secure}"), self.csrf(&id))
    }

    /// The cookie that keeps somebody's name.
    pub fn named(by: &str) -> String {
        let by = percent_encoding::utf8_percent_encode(by.trim(), percent_encoding::NON_ALPHANUMERIC);
        format!("{NAME}={by}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000")
    }

    fn signed(&self, value: &str) -> Option<(Role, String)> {
        let mut parts = value.splitn(3, '.');
        let (role, id, mac) = (parts.next()?, parts.next()?, parts.next()?);
        let ours = self.mac("visit", &format!("{role}.{id}"));
        let role = if role == "reviewer" { Role::Reviewer } else { Role::Reader };
        (Hash::from_hex(mac).ok()? == Hash::from_hex(ours).ok()?).then(|| (role, id.to_owned()))
    }

    fn csrf(&self, id: &str) -> String {
        self.mac("form", id)
    }

    fn mac(&self, what: &str, of: &str) -> String {
        blake3::keyed_hash(&self.secret, format!("{what} {of}").as_bytes()).to_hex().to_string()
    }
}

impl Visitor {
    /// Whether a form that holds this was drawn for them.
    pub fn sent(&self, csrf: &str) -> bool {
        self.is_program || matches!((Hash::from_hex(csrf), Hash::from_hex(&self.csrf)), (Ok(given), Ok(ours)) if given == ours)
    }
}

/// One token a line, behind what it opens: `reader …` or `reviewer …`.
fn read(path: &Path) -> Result<Vec<(Role, Hash)>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: tokens cannot be read", path.display()))?;
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line.trim())).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let role = match line.split_once(char::is_whitespace) {
            Some(("reader", token)) => (Role::Reader, token.trim()),
            Some(("reviewer", token)) => (Role::Reviewer, token.trim()),
            _ => bail!("{}:{number}: write `reader TOKEN` or `reviewer TOKEN`", path.display()),
        };
        if role.1.len() < SHORTEST {
            bail!("{}:{number}: a token has {SHORTEST} characters or more; `openssl rand -hex 32` makes one", path.display());
        }
        tokens.push((role.0, blake3::hash(role.1.as_bytes())));
    }
    if tokens.is_empty() {
        bail!("{}: no token in it; a line is `reader TOKEN` or `reviewer TOKEN`", path.display());
    }
    Ok(tokens)
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    all.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// Who gave a wrong token, how often, and since when.
#[derive(Default)]
struct Failures(BTreeMap<IpAddr, (u32, Instant)>);

impl Failures {
    const ALLOWED: u32 = 5;
    const WITHIN: Duration = Duration::from_secs(60);
    /// So many peers are remembered.
    const PEERS: usize = 4096;

    fn may_try(&self, peer: IpAddr, now: Instant) -> Result<(), u64> {
        match self.0.get(&peer) {
            Some((n, since)) if *n >= Failures::ALLOWED && now < *since + Failures::WITHIN => Err((*since + Failures::WITHIN - now).as_secs() + 1),
            _ => Ok(()),
        }
    }

    fn failed(&mut self, peer: IpAddr, now: Instant) {
        self.0.retain(|_, (_, since)| now < *since + Failures::WITHIN);
        if self.0.len() >= Failures::PEERS
            && let Some(oldest) = self.0.iter().min_by_key(|(_, (_, since))| *since).map(|(peer, _)| *peer)
        {
            self.0.remove(&oldest);
        }
        let (n, _) = self.0.entry(peer).or_insert((0, now));
        *n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Door, Failures, Instant};
    use axum::http::{HeaderMap, HeaderValue};
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn only_a_trusted_proxy_says_for_whom_it_asks() {
        let ip = |n: u8| IpAddr::V4(Ipv4Addr::new(10, 0, 0, n));
        let told = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-for", HeaderValue::from_str(value).expect("a value"));
            }
            headers
        };
        let door = Door::new(None, &[ip(1), ip(2)]).expect("a door");
        assert_eq!(door.sender(ip(9), &told(&["10.0.0.7"])), ip(9), "a stranger is not believed");
        assert_eq!(door.sender(ip(1), &told(&["10.0.0.6, 10.0.0.7"])), ip(7), "what a visitor wrote before the proxy did is not believed");
        assert_eq!(door.sender(ip(1), &told(&["10.0.0.6", "10.0.0.7:4711, 10.0.0.2"])), ip(7), "two proxies, one behind the other");
        assert_eq!(door.sender(ip(1), &told(&["nonsense"])), ip(1));
        assert_eq!(door.sender(ip(1), &HeaderMap::new()), ip(1));
    }

    #[test]
    fn who_fails_too_often_is_not_heard_for_a_minute_and_others_are() {
        let [here, there] = [1, 2].map(|n| IpAddr::V4(Ipv4Addr::new(10, 0, 0, n)));
        let (mut failures, now) = (Failures::default(), Instant::now());
        for _ in 0..Failures::ALLOWED {
            assert!(failures.may_try(here, now).is_ok());
            failures.failed(here, now);
        }
        assert_eq!(failures.may_try(here, now), Err(61));
        assert!(failures.may_try(there, now).is_ok());
        assert!(failures.may_try(here, now + Failures::WITHIN).is_ok());
    }
}
