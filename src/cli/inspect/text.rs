//! The same for people: aligned lines.

use super::report::{FileReport, SeriesReport, Sum};
use std::fmt::Write;

/// Everything, a file after the other.
pub(super) fn of(reports: &[FileReport]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = reports.iter().try_for_each(|report| file(&mut out, report));
    out
}

fn file(out: &mut String, report: &FileReport) -> std::fmt::Result {
    writeln!(out, "{}", report.file)?;
    if let Some(error) = &report.error {
        return writeln!(out, "  cannot be read: {error}\n");
    }
    line(out, "format", report.format.unwrap_or_default())?;
    line(out, "zone", report.zone.unwrap_or_default())?;
    for fact in &report.facts {
        line(out, fact.name, &fact.value)?;
    }
    for one in &report.series {
        series(out, one)?;
    }
    writeln!(out)
}

fn series(out: &mut String, series: &SeriesReport) -> std::fmt::Result {
    writeln!(out)?;
    line(out, "usage point", &series.usage_point)?;
    line(out, "series", series.series)?;
    line(out, "unit, labels", &format!("{}, {}", series.native_unit, series.labels))?;
    let steps: Vec<String> = series.steps_minutes.iter().map(|step| format!("{step} min")).collect();
    line(out, "steps", &steps.join(", "))?;
    if let (Some(first), Some(end)) = (&series.first, &series.end) {
        line(out, "period", &format!("{first} to {end}"))?;
    }
    line(out, "values", &format!("{}, without value {}", series.values, series.nulls))?;
    line(out, "gaps", &series.gaps.len().to_string())?;
    for gap in &series.gaps {
        line(out, "", &format!("{} to {}", gap.from, gap.to))?;
    }
    let (unit, total) = match (series.total_wh, series.total_litres) {
        (Some(wh), _) => ("Wh", wh),
        (None, litres) => ("litres", litres.unwrap_or_default()),
    };
    line(out, "total", &format!("{total} {unit}"))?;
    if let Some(highest) = &series.highest {
        let (wh, minutes, start) = (highest.wh, highest.minutes, &highest.start);
        line(out, "highest", &format!("{:.3} kW ({wh} Wh in {minutes} min) from {start}", highest.kw))?;
    }
    table(out, ("month", unit), &series.months)?;
    table(out, ("day", unit), &series.days)
}

fn line(out: &mut String, name: &str, value: &str) -> std::fmt::Result {
    writeln!(out, "  {name:<20}{value}")
}

fn table(out: &mut String, (name, unit): (&str, &str), sums: &[Sum]) -> std::fmt::Result {
    writeln!(out, "  {name:<20}{unit:>12}{:>10}{:>10}", "values", "empty")?;
    for Sum { period, values, nulls, wh, litres } in sums {
        let amount = wh.or(*litres).unwrap_or_default();
        writeln!(out, "  {period:<20}{amount:>12}{values:>10}{nulls:>10}")?;
    }
    Ok(())
}
