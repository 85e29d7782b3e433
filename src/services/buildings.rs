//! Which buildings an actor may see; the one place that authorises.
