//! The pages: the same ledger in a browser, drawn on this machine and served from it; nothing is fetched from anywhere.
//!
//! One file a screen. Every screen reads without JavaScript, stands under one address, and gives the same as JSON or CSV under that
//! address with an ending. Surprising but meant: a page asks the ledger on disk anew each time, so that a report that is read while
//! the pages are open is seen on the next click; and words, figures and tables are those of `draw`, so that terminal and page agree.

mod app;
mod claims;
mod data;
mod episode;
mod figure;
mod frame;
mod growth;
mod guard;
mod home;
mod report;
mod terms;

use crate::{Outcome, args::Serve, command::now, heart::Heart};
use anyhow::{Context, Result, anyhow};
use app::{App, Asked};
use axum::{
    Router,
    extract::{Path as Segment, State},
    http::HeaderMap,
    middleware,
    response::Response,
    routing::get,
};
use counterclaim_ledger::{Store, is_sqlite};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Serves a ledger, or reports read into one for as long as the pages are open, until it is told to stop.
pub fn run(heart: Heart, args: &Serve) -> Result<Outcome> {
    let ledger = Kept::of(&heart, &args.paths)?;
    let app = Arc::new(App::new(heart, ledger.path())?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().enable_time().build().context("cannot start the server")?;
    runtime.block_on(serve(app, args.port))?;
    Ok(Outcome::Done)
}

async fn serve(app: Arc<App>, port: u16) -> Result<()> {
    let at = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let listener = tokio::net::TcpListener::bind(at).await;
    let listener =
        listener.map_err(|e| anyhow!("port {port} of this machine cannot be had ({e}): another program may use it; try --port 0 for any free one"))?;
    let at = listener.local_addr()?;
    println!("http://{at}/");
    eprintln!("counterclaim: the pages are open to this machine alone; stop them with Ctrl-C");
    let stop = async {
        // Where no signal can be waited for, the pages stay until the program is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await.context("the server stopped")
}

/// Every address there is.
fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(async |State(app), asked, headers| answer(app, asked, headers, home::page).await))
        .route("/episodes.json", get(async |State(app), asked, headers| answer(app, asked, headers, home::json).await))
        .route("/e/{*id}", get(episode))
        .route("/r/{*id}", get(async |State(app), Segment(id): Segment<String>, headers| one(app, id, headers, report::page).await))
        .route("/claims", get(async |State(app), asked, headers| answer(app, asked, headers, claims::page).await))
        .route("/claims.json", get(async |State(app), asked, headers| answer(app, asked, headers, claims::json).await))
        .route("/claims.csv", get(async |State(app), asked, headers| answer(app, asked, headers, claims::csv).await))
        .route("/style.css", get(async || app::style()))
        .fallback(async |State(app): State<Arc<App>>, headers: HeaderMap| one(app, String::new(), headers, |_, _| Ok(app::Reply::Missing)).await)
        .layer(middleware::from_fn(guard::guard))
        .with_state(app)
}

async fn episode(State(app): State<Arc<App>>, Segment(id): Segment<String>, asked: Asked, headers: HeaderMap) -> Response {
    let page = app.clone();
    app.answer(headers, move |store| episode::page(&page.heart, store, &id, &asked)).await
}

type Page = fn(&Store, &Asked) -> Result<app::Reply>;

async fn answer(app: Arc<App>, asked: Asked, headers: HeaderMap, page: Page) -> Response {
    app.answer(headers, move |store| page(store, &asked)).await
}

async fn one(app: Arc<App>, id: String, headers: HeaderMap, page: fn(&Store, &str) -> Result<app::Reply>) -> Response {
    app.answer(headers, move |store| page(store, &id)).await
}

/// The ledger that is served: one on disk, or one beside the system's other passing files that goes with the pages.
enum Kept {
    Lasting(PathBuf),
    Passing(PathBuf),
}

impl Kept {
    fn of(heart: &Heart, paths: &[PathBuf]) -> Result<Kept> {
        if let [ledger] = paths
            && is_sqlite(ledger)
        {
            return Ok(Kept::Lasting(ledger.clone()));
        }
        let passing = Kept::Passing(std::env::temp_dir().join(format!("counterclaim-serve-{}.ledger", std::process::id())));
        let mut store = Store::create(passing.path())?;
        heart.read_into(&mut store, paths, &now())?;
        Ok(passing)
    }

    fn path(&self) -> &Path {
        let (Kept::Lasting(path) | Kept::Passing(path)) = self;
        path
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Kept::Passing(path) = self {
            for ending in ["", "-wal", "-shm"] {
                let mut name = path.as_os_str().to_owned();
                name.push(ending);
                let _ = std::fs::remove_file(name);
            }
        }
    }
}
