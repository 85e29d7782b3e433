//! Bytes per reading and the questions that the screens ask, on 100 meters × 3 years of half-hours, on every engine that
//! is there. `docs/benchmarks.md` holds the figures.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

mod engine;
#[expect(dead_code, reason = "each benchmark reads another part of it")]
mod fleet;
mod measure;
mod questions;

/// Whether a part is asked for: `cargo bench … -- sqlite servers licensed`; all without a name.
fn wanted(part: &str) -> bool {
    let mut named = std::env::args().skip(1).filter(|word| !word.starts_with('-')).peekable();
    named.peek().is_none() || named.any(|word| word == part)
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        if wanted("sqlite") {
            let file = engine::sqlite().await;
            questions::print(&file).await;
            file.end().await;
        }
        if wanted("servers") {
            engine::servers(async |loaded| {
                questions::print(&loaded).await;
                loaded.end().await;
            })
            .await;
        }
        if wanted("licensed") {
            engine::licensed::print().await;
        }
    });
}
