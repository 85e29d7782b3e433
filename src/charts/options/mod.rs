//! ECharts options, built with charming's typed structs on the server. The browser gets JSON without any function.
//!
//! Every chart has two horizontal axes over the same slots. The hidden one carries a column for each slot, as high as
//! the plot: it shows nights, weekends and missing values, bears the slot's text and takes the click. The other one
//! carries the values.

mod palette;
mod words;

use crate::{
    domain::{anomaly::Severity, units::Joules},
    views::{
        building::{ChartKind, ChartView, Slot, SlotState, Usual},
        format::{Language, Unit, energy_unit, power_unit},
    },
};
use charming::{
    Chart,
    component::{Axis, Grid},
    datatype::{CompositeValue, DataPoint, DataPointItem},
    element::{
        AreaStyle, AxisLabel, AxisTick, AxisType, BorderType, ItemStyle, Label, LabelPosition, LineStyle,
        LineStyleType, SplitLine, Step, Symbol, TextStyle, Tooltip, Trigger,
    },
    series::{Bar, Line},
};
use palette::Palette;
use serde::Serialize;
use words::Words;

/// What a chart looks like and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionLabels {
    /// What the chart shows, in one sentence: its text alternative.
    pub title: String,
    /// The language of labels and tooltips.
    pub language: Language,
    /// Colours of the dark theme.
    pub dark: bool,
}

#[derive(Serialize)]
struct Options<'a> {
    #[serde(flatten)]
    chart: Chart,
    aria: Aria<'a>,
}

// charming's own `Aria` has no description.
#[derive(Serialize)]
struct Aria<'a> {
    enabled: bool,
    label: AriaLabel<'a>,
}

#[derive(Serialize)]
struct AriaLabel<'a> {
    enabled: bool,
    description: &'a str,
}

/// The options of `view` as JSON text.
///
/// # Errors
/// When a number cannot be written; none of ours is such.
pub fn json(view: &ChartView, labels: &OptionLabels) -> Result<String, serde_json::Error> {
    let aria = Aria { enabled: true, label: AriaLabel { enabled: true, description: &labels.title } };
    serde_json::to_string(&Options { chart: chart(view, labels), aria })
}

fn chart(view: &ChartView, labels: &OptionLabels) -> Chart {
    let (palette, words) = (Palette::of(labels.dark), Words::of(labels.language));
    let unit = unit(view);
    let value = |value: Option<Joules>, slot: &Slot| number(view, unit, value, slot);
    let text = |slot: &Slot| words.tooltip(view.kind, slot, labels.language);
    let shown: Vec<DataPoint> =
        view.slots.iter().map(|slot| item(value(slot.value, slot), text(slot), slot.state, palette)).collect();
    let compared: Vec<DataPoint> = view.slots.iter().map(|slot| DataPoint::from(value(slot.compared, slot))).collect();
    let mut chart = Chart::new()
        .animation(false)
        .grid(Grid::new().left("8").right("16").top("36").bottom("8").contain_label(true))
        .tooltip(tooltip(palette))
        .x_axis(slots_axis(view, labels.language, palette))
        .x_axis(Axis::new().type_(AxisType::Category).show(false).data(indices(view)))
        .y_axis(value_axis(unit, palette))
        .y_axis(Axis::new().type_(AxisType::Value).show(false).min(0).max(1))
        .series(columns(view, words, labels.language, palette));
    if view.slots.iter().any(|slot| slot.usual.is_some()) {
        let bound = |part: fn(Usual) -> Joules| {
            let bound = |slot: &Slot| DataPoint::from(value(slot.usual.map(part), slot));
            view.slots.iter().map(bound).collect::<Vec<_>>()
        };
        let (low, width) = (bound(|usual| usual.low), bound(|usual| usual.high - usual.low));
        let unseen = LineStyle::new().width(0).opacity(0);
        let stacked = |data| line(words.usual, unseen.clone(), palette.usual).stack("usual").data(data);
        chart = chart.series(stacked(low)).series(stacked(width).area_style(AreaStyle::new().color(palette.usual)));
    }
    if view.slots.iter().any(|slot| slot.compared.is_some()) {
        let style = LineStyle::new().width(1.5).color(palette.compared);
        chart = chart.series(line(words.compared, style, palette.compared).data(compared));
    }
    let chart = match view.kind {
        ChartKind::LoadCurve => {
            let style = LineStyle::new().width(1.5).color(palette.value);
            let area = AreaStyle::new().color(palette.value).opacity(0.15);
            chart.series(line(words.shown, style, palette.value).area_style(area).data(shown))
        }
        ChartKind::Days | ChartKind::Months => {
            let style = ItemStyle::new().color(palette.value);
            chart.series(Bar::new().name(words.shown).bar_width("80%").item_style(style).data(shown))
        }
    };
    chart.series(marks(view, unit, labels.language, palette))
}

/// A line that is not drawn and bears labels: the highest value, and the sign of each unusual day.
fn marks(view: &ChartView, unit: Unit, language: Language, palette: &Palette) -> Line {
    let height = |slot: &Slot| slot.value.map_or(0.0, |value| value.mean_watts(slot.seconds));
    // Months differ in length: of bars the energy counts.
    let height = |slot: &Slot| if view.kind == ChartKind::LoadCurve { height(slot) } else { energy_of(slot) };
    let highest = view.slots.iter().map(height).fold(0.0, f64::max);
    let mut found = false;
    let mark = |slot: &Slot| {
        let first = !found && highest > 0.0 && height(slot) >= highest;
        found |= first;
        let sign = slot.alert.map(Severity::mark);
        let amount = slot.value.filter(|_| first).map(|value| words::quantity(view.kind, slot, value, language));
        let text: Vec<&str> = sign.into_iter().chain(amount.as_deref()).collect();
        let shown = slot.value.filter(|_| !text.is_empty());
        let item = DataPointItem::new(number(view, unit, shown, slot)).name(text.join("\u{a0}"));
        let color = if sign.is_some() { palette.alert } else { palette.text };
        DataPoint::from(item.item_style(ItemStyle::new().color(color)))
    };
    let label = Label::new().show(true).position(LabelPosition::Top).formatter("{b}").color(palette.ink).font_size(12);
    Line::new()
        .id("marks")
        .silent(true)
        .symbol(Symbol::Circle)
        .symbol_size(5)
        .line_style(LineStyle::new().width(0).opacity(0))
        .label(label)
        .data(view.slots.iter().map(mark).collect::<Vec<_>>())
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn energy_of(slot: &Slot) -> f64 {
    slot.value.map_or(0.0, |value| value.0 as f64)
}

/// A step line: each value holds for the whole of its slot, and missing ones interrupt it.
fn line(name: &str, style: LineStyle, color: &str) -> Line {
    Line::new()
        .name(name)
        .step(Step::Middle)
        .show_symbol(false)
        .connect_nulls(false)
        .silent(true)
        .line_style(style)
        .item_style(ItemStyle::new().color(color))
}

/// The columns behind the values, one for each slot.
fn columns(view: &ChartView, words: &Words, language: Language, palette: &Palette) -> Bar {
    let column = |slot: &Slot| {
        let style = match slot.state {
            // The browser's side hatches what has a dashed border.
            SlotState::Missing | SlotState::Partial => {
                ItemStyle::new().color("transparent").border_color(palette.missing).border_type(BorderType::Dashed)
            }
            _ if slot.quiet => ItemStyle::new().color(palette.quiet),
            _ => ItemStyle::new().color("transparent"),
        };
        DataPoint::from(DataPointItem::new(1).name(words.tooltip(view.kind, slot, language)).item_style(style))
    };
    Bar::new()
        .id("slots")
        .x_axis_index(1)
        .y_axis_index(1)
        .bar_width("100%")
        .data(view.slots.iter().map(column).collect::<Vec<_>>())
}

/// A value in the chart's style with the text of its slot; an estimated one is outlined.
fn item(value: CompositeValue, text: String, state: SlotState, palette: &Palette) -> DataPoint {
    let item = DataPointItem::new(value).name(text);
    if state != SlotState::Estimated {
        return item.into();
    }
    let outline = ItemStyle::new().color("transparent").border_color(palette.value);
    item.item_style(outline.border_width(1.5).border_type(BorderType::Dotted)).into()
}

/// kW of a curve, kWh or MWh of bars, to three decimals; ECharts' sign for "nothing" where nothing is known.
fn number(view: &ChartView, unit: Unit, value: Option<Joules>, slot: &Slot) -> CompositeValue {
    let Some(value) = value else { return CompositeValue::from("-") };
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let amount = match view.kind {
        ChartKind::LoadCurve => value.mean_watts(slot.seconds) / unit.size as f64,
        ChartKind::Days | ChartKind::Months => value.0 as f64 / unit.size as f64,
    };
    CompositeValue::from((amount * 1_000.0).round() / 1_000.0)
}

#[expect(clippy::cast_possible_truncation, reason = "watts of a building")]
fn unit(view: &ChartView) -> Unit {
    let both = |slot: &Slot| {
        let usual = slot.usual.map(|usual| usual.high);
        [slot.value, slot.compared, usual].into_iter().flatten().max().unwrap_or_default()
    };
    match view.kind {
        ChartKind::LoadCurve => {
            let watts = view.slots.iter().map(|slot| both(slot).mean_watts(slot.seconds) as i64);
            power_unit(watts.max().unwrap_or(0).max(1_000))
        }
        ChartKind::Days | ChartKind::Months => energy_unit(view.slots.iter().map(|s| both(s).0).max().unwrap_or(0)),
    }
}

fn tooltip(palette: &Palette) -> Tooltip {
    Tooltip::new()
        .trigger(Trigger::Item)
        .formatter("{b}")
        .background_color(palette.paper)
        .border_color(palette.grid)
        .border_width(1)
}

fn slots_axis(view: &ChartView, language: Language, palette: &Palette) -> Axis {
    let mut label = AxisLabel::new().color(palette.text);
    if view.kind == ChartKind::LoadCurve {
        // A label every three hours of a day, every midnight of a week.
        let hours = if words::spans_days(view) { 24 } else { 3 };
        let step = view.slots.first().map_or(1_800, |slot| slot.seconds).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let between = (hours * 3_600 / step - 1).max(0) as f64;
        label = label.interval(between);
    }
    Axis::new()
        .type_(AxisType::Category)
        .data(view.slots.iter().map(|slot| words::label(view, slot, language)).collect::<Vec<_>>())
        .axis_label(label)
        .axis_tick(AxisTick::new().show(false))
}

fn value_axis(unit: Unit, palette: &Palette) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .min(0)
        .name(unit.symbol)
        .name_text_style(TextStyle::new().color(palette.text))
        .axis_label(AxisLabel::new().color(palette.text))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(palette.grid).type_(LineStyleType::Solid)))
}

fn indices(view: &ChartView) -> Vec<String> {
    (0..view.slots.len()).map(|index| index.to_string()).collect()
}

#[cfg(test)]
mod tests;
