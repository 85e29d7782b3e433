//! The database goes away and comes back: nothing answers 500, nothing hangs, nothing is lost or doubled, and nobody
//! restarts anything.

mod cluster;
mod coming;
mod cut;
mod file;
mod load;
mod silent;
mod stopped;
