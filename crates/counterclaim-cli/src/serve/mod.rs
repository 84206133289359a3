//! The pages: the same ledger in a browser, drawn on this machine and served from it; nothing is fetched from anywhere.
//!
//! One file a screen. Every screen reads without JavaScript, stands under one address, and gives the same as JSON or CSV under that
//! address with an ending. Surprising but meant: a page asks the ledger on disk anew each time, so that a report that is read while
//! the pages are open is seen on the next click; and words, figures and tables are those of `draw`, so that terminal and page agree.

mod app;
mod claims;
mod copy;
mod data;
mod door;
mod enter;
mod episode;
mod figure;
mod frame;
mod growth;
mod guard;
mod held;
mod home;
mod map;
mod open;
mod openapi;
mod reckon;
mod refusal;
mod report;
mod review;
mod routes;
mod terms;

use crate::{
    Outcome,
    args::{Common, Serve},
    heart::Heart,
    kept::Kept,
};
use anyhow::{Context, Result, anyhow, bail};
use app::{App, Asked, Question};
use axum::{
    Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, Path as Segment, State},
    http::{HeaderMap, Uri},
    middleware,
    routing::{get, post},
};
use door::Door;
use map::Ground;
use reckon::Reckoner;
use routes::{ROUTES, Route};
use std::{net::SocketAddr, sync::Arc};

/// A form is smaller than this.
const FORM: usize = 64 << 10;

/// Serves a ledger, or reports read into one for as long as the pages are open, until it is told to stop.
pub fn run(heart: Heart, common: &Common, args: &Serve) -> Result<Outcome> {
    if !args.listen.is_loopback() && args.token_file.is_none() {
        bail!("--listen {}: other machines could see the pages: give --token-file FILE with the tokens that open them", args.listen);
    }
    let ledger = Kept::of(&heart, &args.paths)?;
    let door = Door::new(args.token_file.as_deref(), &args.trusted_proxy)?;
    let reckoner = Reckoner::new(common, ledger.path().to_owned());
    let ground = Ground::new(&heart, args.tiles.clone())?;
    let app = Arc::new(App::new(heart, ground, ledger.path(), common.judgements.as_deref(), args.by.clone(), door, reckoner)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().enable_time().build().context("cannot start the server")?;
    runtime.block_on(serve(app, SocketAddr::new(args.listen, args.port), args.open))?;
    Ok(Outcome::Done)
}

async fn serve(app: Arc<App>, at: SocketAddr, open: bool) -> Result<()> {
    let shut = app.door.is_shut();
    let listener = tokio::net::TcpListener::bind(at).await;
    let listener =
        listener.map_err(|e| anyhow!("port {} of this machine cannot be had ({e}): another program may use it; try --port 0 for any free one", at.port()))?;
    let at = listener.local_addr()?;
    println!("http://{at}/");
    if open {
        open::open(at);
    }
    let whom = if shut { "whoever has a token" } else { "this machine alone" };
    eprintln!("counterclaim: the pages are open to {whom}; stop them with Ctrl-C");
    let stop = async {
        // Where no signal can be waited for, the pages stay until the program is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await.context("the server stopped")
}

/// A server of every address there is.
fn router(app: Arc<App>) -> Router {
    let answer = |route: Option<&'static Route>| {
        async move |State(app): State<Arc<App>>,
                    ConnectInfo(peer): ConnectInfo<SocketAddr>,
                    name: Option<Segment<String>>,
                    uri: Uri,
                    headers: HeaderMap,
                    body: Bytes| {
            let name = name.map_or_else(String::new, |Segment(name)| name);
            let query = uri.query().unwrap_or("").as_bytes();
            let asked = Asked::of(if route.is_some_and(|route| route.changes) { &body } else { query });
            let peer = app.door.sender(peer.ip(), &headers);
            let question = Question { at: uri.to_string(), name, asked, headers, peer };
            app.answer(route, question).await
        }
    };
    let mut router = Router::new();
    for route in ROUTES {
        let does = answer(Some(route));
        router = router.route(route.path, if route.changes { post(does) } else { get(does) });
    }
    let guard = middleware::from_fn_with_state(Arc::clone(&app), guard::guard);
    router.fallback(answer(None)).layer(DefaultBodyLimit::max(FORM)).layer(guard).with_state(app)
}
