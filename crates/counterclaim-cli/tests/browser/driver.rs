//! Chromium without a window, driven through its driver by the WebDriver protocol, which is JSON over HTTP.

use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

const MISSING: &str =
    "the browser tests need Chromium, its driver and axe: run .ci/test, which fetches them (Debian: apt-get install chromium chromium-driver)";

/// What Chromium is told: no window, no sandbox (tests may run as root), and nobody else to talk to.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];

/// A browser, open as long as this lives.
pub struct Browser {
    driver: Child,
    at: String,
    session: String,
    profile: PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.send("DELETE", "", &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

impl Browser {
    /// A fresh one; `scripts` says whether pages may run theirs.
    pub fn open(name: &str, scripts: bool) -> Browser {
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect(MISSING);
        let mut lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
        let port = lines.find_map(|line| line.ok()?.strip_suffix('.')?.rsplit_once("on port ")?.1.parse::<u16>().ok()).expect("the driver's port");
        // What it says afterwards is read and passed over, so that it never waits for a reader.
        thread::spawn(move || lines.for_each(drop));
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{name}"));
        let _ = fs::remove_dir_all(&profile);
        let flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).chain([format!("--user-data-dir={}", profile.display())]).collect();
        let prefs = if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let options = json!({ "args": flags, "prefs": prefs });
        let mut browser = Browser { driver, at: format!("127.0.0.1:{port}"), session: String::new(), profile };
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let begun = browser.request("POST", "/session", &wanted).unwrap_or_else(|error| panic!("{MISSING}: {error}"));
        browser.session = begun["sessionId"].as_str().expect("a session").to_owned();
        // Of several windows without a screen only one has the focus, and the others lose keys.
        browser.tell("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
        browser
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.must("POST", "/url", &json!({ "url": address }));
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.must("GET", "/url", &json!({})).as_str().expect("an address").to_owned()
    }

    /// Clicks on what a CSS selector finds first.
    pub fn click(&self, css: &str) {
        let element = self.element(css);
        self.must("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Clicks on what a CSS selector finds first, and waits for the page that follows.
    pub fn submit(&self, css: &str) {
        self.run("window.here = true");
        self.click(css);
        self.until("return window.here === undefined && document.readyState === 'complete'", |there| *there == json!(true));
    }

    /// Types into what a CSS selector finds first.
    pub fn fill(&self, css: &str, words: &str) {
        let element = self.element(css);
        self.must("POST", &format!("/element/{element}/value"), &json!({ "text": words }));
    }

    /// The words that are seen in what a CSS selector finds first.
    pub fn words(&self, css: &str) -> String {
        let element = self.element(css);
        self.must("GET", &format!("/element/{element}/text"), &json!({})).as_str().expect("words").to_owned()
    }

    /// Presses keys, one after the other, once the page can take them.
    pub fn press(&self, keys: &str) {
        self.strokes(keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]));
    }

    /// Presses keys while another one is held down.
    pub fn press_with(&self, held: char, keys: &str) {
        let pressed = keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strokes([("keyDown", held)].into_iter().chain(pressed).chain([("keyUp", held)]));
    }

    fn strokes(&self, strokes: impl Iterator<Item = (&'static str, char)>) {
        self.until("return document.readyState", |state| state == "complete");
        let strokes: Vec<Value> = strokes.map(|(what, key)| json!({ "type": what, "value": key.to_string() })).collect();
        self.must("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }));
    }

    /// Presses keys until a script returns something that holds: a browser that is just starting on a busy machine may lose some.
    pub fn press_until(&self, keys: &str, script: &str, holds: impl Fn(&Value) -> bool) {
        for _ in 0..20 {
            self.press(keys);
            for _ in 0..40 {
                if self.send("POST", "/execute/sync", &json!({ "script": script, "args": [] })).is_ok_and(|value| holds(&value)) {
                    return;
                }
                thread::sleep(Duration::from_millis(25));
            }
        }
        panic!("`{script}` never held after {keys}");
    }

    /// What a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.must("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns something that holds; what it returned last.
    pub fn until(&self, script: &str, holds: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..400 {
            // A page that is just leaving answers nothing.
            match self.send("POST", "/execute/sync", &json!({ "script": script, "args": [] })) {
                Ok(value) if holds(&value) => return value,
                _ => thread::sleep(Duration::from_millis(25)),
            }
        }
        panic!("`{script}` never held; it gives {} at {}", self.run(script), self.address());
    }

    /// A new window, and goes on in it.
    pub fn new_window(&self) {
        let window = self.must("POST", "/window/new", &json!({ "type": "window" }));
        self.must("POST", "/window", &json!({ "handle": window["handle"] }));
    }

    /// Chromium's own protocol.
    pub fn tell(&self, command: &str, params: &Value) {
        self.must("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": params }));
    }

    /// A screen of this width, as a phone's.
    pub fn narrow(&self, width: u32) {
        let screen = json!({ "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": true });
        self.tell("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// Dark or light.
    pub fn scheme(&self, scheme: &str) {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", &media);
    }

    /// As a sheet of A4 shows it.
    pub fn paper(&self) {
        self.tell("Emulation.setDeviceMetricsOverride", &json!({ "width": 718, "height": 1000, "deviceScaleFactor": 1, "mobile": false }));
        self.tell("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    /// What axe finds that is serious: rule, and where.
    pub fn axe(&self) -> Vec<String> {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../axe/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}: {MISSING}", path.display()));
        let script = format!(
            "{axe}; const done = arguments[0]; axe.run(document).then((found) => done(found.violations), (error) => done([{{ id: String(error), impact: 'critical', nodes: [] }}]));"
        );
        let found = self.must("POST", "/execute/async", &json!({ "script": script, "args": [] }));
        let serious = found.as_array().expect("a list").iter().filter(|one| matches!(one["impact"].as_str(), Some("serious" | "critical")));
        serious.map(|one| format!("{}: {}", one["id"], one["nodes"][0]["html"])).collect()
    }

    /// Keeps what is seen as `target/screens/NAME.png`.
    pub fn shot(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../screens");
        fs::create_dir_all(&folder).expect("a folder");
        let picture = self.must("GET", "/screenshot", &json!({}));
        fs::write(folder.join(format!("{name}.png")), base64(picture.as_str().expect("a picture"))).expect("it is written");
    }

    /// What a CSS selector finds first; waited for, since the page may just be coming.
    fn element(&self, css: &str) -> String {
        self.until(&format!("return !!document.querySelector({})", json!(css)), |there| *there == true);
        let found = self.must("POST", "/element", &json!({ "using": "css selector", "value": css }));
        let reference = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        reference.expect("an element").to_owned()
    }

    fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        self.send(method, path, body).unwrap_or_else(|error| panic!("{method} {path} {}: {error}", short(body)))
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.request(method, &format!("/session/{}{path}", self.session), body)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let mut stream = TcpStream::connect(&self.at).map_err(|e| e.to_string())?;
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", self.at, body.len());
        stream.write_all((head + &body).as_bytes()).map_err(|e| e.to_string())?;
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).map_err(|e| e.to_string())?;
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(|_| "no length")?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).map_err(|e| e.to_string())?;
        let answer: Value = serde_json::from_slice(&body).map_err(|e| e.to_string())?;
        match answer["value"].get("error") {
            Some(error) => Err(format!("{error}: {}", answer["value"]["message"])),
            None => Ok(answer["value"].clone()),
        }
    }
}

fn short(body: &Value) -> String {
    body.to_string().chars().take(200).collect()
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<u32> = text.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte)).map(|digit| digit as u32).collect();
    let group = |four: &[u32]| {
        let bits = four.iter().enumerate().fold(0, |bits, (n, digit)| bits | digit << (18 - 6 * n));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}
